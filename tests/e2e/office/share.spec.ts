/*
 * Documents that leave the firm: an adviser shares a validated document with a bank, which opens the link on a phone with a
 * password given apart, reads and downloads; he sees each step in the log. A code on paper leads its client to his case.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';
import type { People, Stack } from '../lib/stack';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** A case with a document that was validated; the address of its documents. */
async function validated(page: Page, people: People): Promise<string> {
    await page.goto(`custom/elaska/case_card.php?action=create&client=${people.clients.bakery}&template=assistance-embauche`);
    await page.locator('#title').fill('Financement du four');
    await page.locator('form:has(input[name="title"]) button.butAction').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Financement du four');
    const id = new URL(page.url()).searchParams.get('id');
    const documents = `custom/elaska/case_card.php?id=${id}&tab=docs`;
    await page.goto(documents);
    await shoot(page, 'office-share-empty');
    const piece = page.locator('.elaska-piece').first();
    await piece.locator('input[type="file"]').setInputFiles({ name: 'Bilan 2025.pdf', mimeType: 'application/pdf', buffer: PDF });
    await expect(page.locator('.elaska-piece').getByRole('link', { name: 'Bilan 2025.pdf' })).toBeVisible();
    await page.locator('.elaska-piece', { hasText: 'Bilan 2025.pdf' }).getByRole('button', { name: 'Valider', exact: true }).click();
    await expect(page.locator('.elaska-piece', { hasText: 'Bilan 2025.pdf' }).getByText(/^Validé|Pris en compte/)).toBeVisible();
    return documents;
}

async function visitor(browser: Browser, stack: Stack, dark = false): Promise<Page> {
    const context = await browser.newContext({
        baseURL: `${stack.portal}/`,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        colorScheme: dark ? 'dark' : 'light',
    });
    return context.newPage();
}

test('DOC-11 SEC-18 DOC-10 a bank opens a link on a phone, the adviser sees the log', async ({ browser, officeOf, people, stack }) => {
    const page = await officeOf('manager');
    const documents = await validated(page, people);

    const told = await test.step('the link is made and told once', async () => {
        await page.locator('#elaska-share').getByRole('link', { name: 'Partager par un lien' }).click();
        const form = page.locator('form:has(input[value="share_create"])');
        await form.getByRole('button', { name: 'Partager par un lien' }).click();
        await expect(page.locator('.elaska-row-error')).toHaveCount(1);
        await form.getByLabel('Bilan 2025.pdf').check();
        await form.locator('#name').fill('Banque du Nord');
        await form.getByLabel('Usage').selectOption({ label: 'Envoi en banque' });
        await form.getByLabel('Message au destinataire').fill('Voici le bilan demandé.\nBien à vous');
        await shoot(page, 'office-share-form');
        await form.getByRole('button', { name: 'Partager par un lien' }).click();
        await expect(page.getByRole('heading', { name: 'Le lien est prêt' })).toBeVisible();
        await shoot(page, 'office-share-made');
        return { address: await page.getByLabel('Adresse à transmettre').inputValue(), password: await page.locator('#told-password').inputValue() };
    });

    const bank = await visitor(browser, stack);
    const asked: string[] = [];
    bank.on('request', (request) => asked.push(request.url()));

    await test.step('the bank: a wrong password, the right one, a download', async () => {
        await bank.goto(told.address);
        await expect(bank.getByRole('heading', { name: 'Mot de passe' })).toBeVisible();
        await bank.getByRole('button', { name: 'Voir les documents' }).click();
        await expect(bank.getByText('Saisissez le mot de passe.')).toBeVisible();
        await bank.getByLabel('Mot de passe').fill('pas le bon');
        await bank.getByRole('button', { name: 'Voir les documents' }).click();
        await expect(bank.getByRole('alert')).toContainText('le mot de passe est inexact, ou le lien n’est plus valable');
        await shoot(bank, 'portal-share-password');
        await bank.getByLabel('Mot de passe').fill(told.password.toUpperCase());
        await bank.getByRole('button', { name: 'Voir les documents' }).click();
        await expect(bank.getByRole('heading', { name: 'Documents pour Banque du Nord' })).toBeVisible();
        await expect(bank.getByText('Voici le bilan demandé.')).toBeVisible();
        const [file] = await Promise.all([bank.waitForEvent('download'), bank.getByRole('link', { name: 'Télécharger Bilan 2025.pdf' }).click()]);
        expect(readFileSync((await file.path()) as string).equals(PDF)).toBeTruthy();
        await shoot(bank, 'portal-share');
    });

    await test.step('a reload asks nothing again; nothing of the portal is asked, no address holds the token', async () => {
        await bank.reload();
        await expect(bank.getByRole('link', { name: 'Télécharger Bilan 2025.pdf' })).toBeVisible();
        expect(asked.filter((url) => /\/v1\/(me|clients)/.test(url))).toEqual([]);
        const token = told.address.slice(-43);
        expect(asked.filter((url) => new URL(url).pathname.includes(token) || new URL(url).search.includes(token))).toEqual([]);
    });

    await test.step('the adviser reads the log, then revokes', async () => {
        await page.goto(documents);
        const link = page.locator('[id^="share-"]', { hasText: 'Banque du Nord' });
        await link.getByRole('link', { name: /^Journal/ }).click();
        for (const words of ['Mot de passe faux', 'Ouverture', 'Téléchargement', 'Bilan 2025.pdf']) {
            await expect(link.getByText(words).first()).toBeVisible();
        }
        await shoot(page, 'office-share-log');
        await expect(page.locator('#elaska-share table').last()).toContainText('Banque du Nord');
        await link.getByRole('link', { name: 'Révoquer' }).click();
        await page.getByRole('alertdialog').getByRole('button', { name: 'Révoquer' }).click();
        await expect(page.locator('[id^="share-"]').getByText('Révoqué').first()).toBeVisible();
        const dark = await visitor(browser, stack, true);
        await dark.goto(told.address);
        await dark.getByLabel('Mot de passe').fill(told.password);
        await dark.getByRole('button', { name: 'Voir les documents' }).click();
        await expect(dark.getByRole('alert')).toBeVisible();
        await shoot(dark, 'portal-share-dark');
        await dark.goto('share#rien');
        await dark.reload();
        await expect(dark.getByText('Ce lien ne s’ouvre pas')).toBeVisible();
        await shoot(dark, 'portal-share-gone-dark');
        await dark.context().close();
    });
    await bank.context().close();
});

test('DOC-21 a code on paper leads its client to his case, and nobody else anywhere', async ({ officeOf, people, portalOf, stack }) => {
    const office = await officeOf('admin');
    const { id } = people.cases.hourly;
    await office.goto(`custom/elaska/case_card.php?id=${id}`);
    const summary = office.locator('.elaska-qr-fold > summary');
    await summary.click();
    const address = (await office.locator('.elaska-qr-sheet a').getAttribute('href')) as string;
    expect(address).toMatch(/\/q\/[A-Za-z0-9_-]{22}$/);
    await shoot(office, 'office-qr');
    const page = await portalOf('client', 'phone');
    await page.goto(address);
    await expect(page).toHaveURL(new RegExp(`/clients/${people.clients.bakery}/cases/${id}`));
    await page.goto(`${stack.portal}/q/AAAAAAAAAAAAAAAAAAAAAA`);
    await expect(page.getByText('Ce code ne mène plus nulle part')).toBeVisible();
    await shoot(page, 'portal-qr-gone');
    await page.goto(`clients/${people.clients.bakery}/profile`);
    await page.getByRole('button', { name: 'QR code' }).click();
    await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
    await shoot(page, 'portal-qr-client');
});
