/* What a client reads: his cases, the time to the second, his invoices, and nothing of anybody else. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const WORKED = ['01:12:37', '00:47:05', '02:05:59', '00:20:11'];

async function pdfText(download: Promise<Download>): Promise<string> {
    const path = await (await download).path();
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

const visibleText = async (page: Page): Promise<string> =>
    (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');

test.describe.configure({ timeout: 120_000 });

test('PORT-22 cases with their gauge, and the time of a case to the second', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    await page.goto(`clients/${people.clients.bakery}/cases`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes dossiers');
    const row = page.getByRole('row').filter({ hasText: 'Document unique' });
    await expect(row).toContainText('4 h 25 min 52 s utilisées sur 10 h');
    await expect(row).toContainText('04:25:52');
    await shoot(page, 'portal-cases');

    await page.getByRole('radio', { name: 'En attente de vous' }).check();
    await expect(page.getByText('Aucun dossier trouvé')).toBeVisible();
    await page.getByRole('link', { name: 'Voir tous les dossiers' }).click();

    await page.getByRole('link', { name: 'Suivi social 2026' }).filter({ visible: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Suivi social 2026');
    await shoot(page, 'portal-case');
    await page.getByRole('link', { name: 'Feuille de temps' }).click();
    await expect(page.getByRole('table')).toBeVisible();
    const text = await visibleText(page);
    for (const duration of [...WORKED, '00:33:20', '04:59:12']) expect(text).toContain(duration);
    expect(text).not.toContain('Brouillon que le client ne voit pas');
    await shoot(page, 'portal-case-time');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter en PDF' }).click();
    const pdf = await pdfText(download);
    for (const duration of [...WORKED, '00:33:20', '04:59:12']) expect(pdf).toContain(duration);
    expect(pdf).not.toContain('Brouillon');
});

test('PORT-20 an invoice, its files, and the seconds that explain it', async ({ portalOf, people, stack }) => {
    const page = await portalOf('client');
    await page.goto(`clients/${people.clients.bakery}/invoices`);
    const { issued } = people.invoices;
    await expect(page.getByRole('row').filter({ hasText: issued.ref })).toContainText('203,49');
    await shoot(page, 'portal-invoices');
    await page.getByRole('link', { name: issued.ref }).filter({ visible: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Facture ${issued.ref}`);
    const text = await visibleText(page);
    // 1:12:37 and 0:47:05 at 85.00: 102.874... and 66.702... to the cent, line by line.
    for (const fact of ['01:12:37', '00:47:05', '102,87 €', '66,70 €', '169,57 €', '203,49 €', '01:59:42', '85,00 €']) {
        expect(text).toContain(fact);
    }
    await shoot(page, 'portal-invoice');

    const lines = stack.sql(`SELECT total_ht FROM llx_facturedet WHERE fk_facture = ${issued.id} ORDER BY rang`);
    expect(lines.map((line) => Number(line.total_ht).toFixed(2))).toEqual(['102.87', '66.70']);

    const annex = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Détail du temps (PDF)' }).click();
    const pdf = await pdfText(annex);
    for (const fact of ['01:12:37', '00:47:05', '01:59:42']) expect(pdf).toContain(fact);

    // The stand-in's own PDF is a page; a real Dolibarr's is Dolibarr's.
    const own = page.getByRole('button', { name: 'Télécharger la facture' });
    if (await own.count()) {
        const download = page.waitForEvent('download');
        await own.click();
        expect((await (await download).suggestedFilename()).endsWith('.pdf')).toBe(true);
    }
});

test('PORT-04 one login, two third parties, never mixed', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    const { bakery, baker, stranger } = people.clients;
    // Home shows the liveliest cases alone: whichever these are, others make them.
    await page.goto(`clients/${bakery}/cases`);
    await expect(page.getByRole('link', { name: 'Suivi social 2026' }).first()).toBeVisible();
    await page.goto(`clients/${bakery}`);
    await page.getByRole('button', { name: 'Changer de compte : Boulangerie Le Fournil' }).click();
    await shoot(page, 'portal-switcher');
    await page.getByRole('dialog').getByRole('link', { name: /Paul Jourdain/ }).click();
    await expect(page).toHaveURL(new RegExp(`/clients/${baker}$`));
    await expect(page.getByText('Déclaration de revenus').first()).toBeVisible();
    await expect(page.getByText('Suivi social 2026')).toHaveCount(0);
    await page.goto(`clients/${baker}/invoices`);
    await expect(page.getByText('Pas encore de facture')).toBeVisible();

    // Addresses of others, and of one's own under the wrong name, lead nowhere.
    const { private: own, hourly, foreign } = people.cases;
    for (const path of [`${stranger}`, `${stranger}/cases/${foreign.id}`, `${bakery}/cases/${own.id}`, `${baker}/cases/${hourly.id}`,
        `${bakery}/cases/${foreign.id}`, `${bakery}/invoices/${people.invoices.stranger.id}`]) {
        await page.goto(`clients/${path}`);
        await expect(page.getByText('Cette page n’existe pas'), path).toBeVisible();
        expect(await page.locator('body').innerText()).not.toContain('Recouvrement de créances');
    }
    await shoot(page, 'portal-missing');
});

test('PORT-07 dark theme, keyboard and page width', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    for (const [name, path] of [
        ['home', ''],
        ['case-time', `/cases/${people.cases.package.id}?tab=time`],
        ['invoice', `/invoices/${people.invoices.recent.id}`],
        ['contact', '/contact'],
    ] as const) {
        await page.goto(`clients/${people.clients.bakery}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await shoot(page, `portal-dark-${name}`);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await page.setViewportSize({ width: 1280, height: 800 });
    }
    // The first stop jumps over the navigation; every stop is seen.
    await page.goto(`clients/${people.clients.bakery}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement ?? document.body);
        return `${style.outlineStyle} ${style.boxShadow}`;
    });
    expect(outline).not.toBe('none none');
});
