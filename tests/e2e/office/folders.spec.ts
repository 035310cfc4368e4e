/*
 * Folders of a client's documents: somebody makes two beside the list, puts one in the other by the keyboard alone and a
 * document in it; on his phone the client finds it under «Mes documents».
 */
import type { Locator, Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Name(folders)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

test('DOC-01 a folder is made, moved by the keyboard and found on a phone', async ({ officeOf, portalOf, people }) => {
    const client = people.clients.bakery;
    const page = await officeOf('manager');
    const tree = page.getByRole('navigation', { name: 'Classement' });
    const line = (name: string) => tree.locator('[data-folder]').filter({ hasText: name });
    const make = async (name: string): Promise<void> => {
        await tree.getByRole('button', { name: 'Répertoire', exact: true }).press('Enter');
        const dialog = page.getByRole('dialog', { name: 'Nouveau répertoire' });
        await dialog.getByLabel('Nom', { exact: true }).fill(name);
        await page.keyboard.press('Enter');
        await expect(dialog).toHaveCount(0);
        await expect(line(name)).toBeVisible();
    };

    await test.step('two are made, one goes into the other by keys', async () => {
        await page.goto(`custom/elaska/document_list.php?socid=${client}`);
        await make('Assurances de la boutique');
        await make('Sinistre du fournil');
        await line('Sinistre du fournil').locator('summary').press('Enter');
        await line('Sinistre du fournil').getByRole('button', { name: 'Déplacer vers…' }).press('Enter');
        const dialog = page.getByRole('dialog', { name: 'Déplacer « Sinistre du fournil »' });
        await dialog.getByLabel('Où ?').selectOption({ label: '\u2003Assurances de la boutique' });
        await shoot(page, 'office-folders-move');
        await dialog.getByRole('button', { name: 'Déplacer', exact: true }).press('Enter');
        await expect(dialog).toHaveCount(0);
        await expect(tree.locator('li', { hasText: 'Assurances de la boutique' }).locator('li', { hasText: 'Sinistre du fournil' })).toBeVisible();
    });

    await test.step('a document is put in it', async () => {
        await line('Sinistre du fournil').getByRole('link').click();
        await expect(page.getByRole('navigation', { name: 'Chemin' }).locator('[aria-current="page"]')).toHaveText('Sinistre du fournil');
        await page.locator('label[data-elaska-deposit] input[type="file"]').setInputFiles({ name: 'Constat.pdf', mimeType: 'application/pdf', buffer: pdf });
        await expect(page.locator('[data-elaska-list]').getByRole('link', { name: /constat\.pdf/i }).first()).toBeVisible({ timeout: 15_000 });
        await shoot(page, 'office-folders');
    });

    await test.step('the client finds it', async () => {
        const phone = await portalOf('client', 'phone');
        await phone.goto(`clients/${client}/documents`);
        const themes = phone.getByRole('list', { name: 'Vos documents par thème' });
        await shoot(phone, 'portal-folders');
        await themes.getByRole('link', { name: /Assurances de la boutique/ }).click();
        await themes.getByRole('link', { name: /Sinistre du fournil/ }).click();
        await expect(phone.getByText(/constat\.pdf/i).first()).toBeVisible();
        await shoot(phone, 'portal-folder');
    });
});

/** As a hand does it: pressed, moved in steps, let go. */
async function drag(page: Page, from: Locator, to: Locator, at?: { x: number; y: number }): Promise<void> {
    // The list is read again after each drop: the row in hand may be the former one.
    await expect(async () => from.scrollIntoViewIfNeeded({ timeout: 2_000 })).toPass();
    const start = await from.boundingBox();
    await page.mouse.move((start?.x ?? 0) + 12, (start?.y ?? 0) + (start?.height ?? 0) / 2);
    await page.mouse.down();
    const end = await to.boundingBox();
    const x = (end?.x ?? 0) + (at?.x ?? (end?.width ?? 0) / 2);
    const y = (end?.y ?? 0) + (at?.y ?? (end?.height ?? 0) * 0.7);
    await page.mouse.move(x - 30, y - 20, { steps: 6 });
    await page.mouse.move(x, y, { steps: 6 });
    await page.mouse.move(x, y + 1);
    await page.mouse.up();
}

test('DOC-01 documents and folders are dragged by the mouse, and put back by keys', async ({ officeOf, people }) => {
    const client = people.clients.baker;
    const page = await officeOf('manager');
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.goto(`custom/elaska/document_list.php?socid=${client}`);
    const tree = page.getByRole('navigation', { name: 'Classement' });
    const line = (name: string): Locator => tree.locator('[data-folder]').filter({ hasText: name });
    const inside = (outer: string, inner: string): Locator => tree.locator('li', { hasText: outer }).locator('li', { hasText: inner });
    for (const name of ['Travaux 2026', 'Devis reçus']) {
        await tree.getByRole('button', { name: 'Répertoire', exact: true }).click();
        const dialog = page.getByRole('dialog', { name: 'Nouveau répertoire' });
        await dialog.getByLabel('Nom', { exact: true }).fill(name);
        await page.keyboard.press('Enter');
        await expect(dialog).toHaveCount(0);
        await expect(line(name)).toBeVisible();
    }
    const drop = page.locator('label[data-elaska-deposit] input[type="file"]').first();
    await drop.setInputFiles({ name: 'Devis-four.pdf', mimeType: 'application/pdf', buffer: pdf });
    const row = page.locator('[data-elaska-list] tr[data-row]', { hasText: /devis-four\.pdf/i });
    await expect(row).toBeVisible({ timeout: 15_000 });

    await test.step('a folder into another', async () => {
        await drag(page, line('Devis reçus'), line('Travaux 2026'));
        await expect(inside('Travaux 2026', 'Devis reçus')).toBeVisible();
    });
    await test.step('a document onto a folder, its row or its link in the hand', async () => {
        await drag(page, row.locator('td').last(), line('Devis reçus'));
        await expect(line('Devis reçus').locator('.elf-count')).toHaveText('1');
        await expect(row).toContainText('Devis reçus');
        await drag(page, row.getByRole('link', { name: /devis-four\.pdf/i }), line('Travaux 2026'));
        await expect(row).toContainText('Travaux 2026');
        await shoot(page, 'office-folders-dragged');
        await page.setViewportSize({ width: 1280, height: 800 });
    });
    await test.step('the list beside the tree stays in its place', async () => {
        for (const width of [1024, 1280, 1440]) {
            await page.setViewportSize({ width, height: 800 });
            const out = await page.locator('.elf-page').evaluate((node) => node.scrollWidth - node.clientWidth);
            expect(out, `at ${width}`).toBeLessThanOrEqual(1);
            expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `page at ${width}`).toBeLessThanOrEqual(1);
        }
        await expect(page.locator('[data-elaska-list] thead')).not.toContainText('Client');
    });
    await test.step('the document goes back by keys', async () => {
        await row.getByRole('checkbox').press('Space');
        await page.getByRole('button', { name: 'Classer dans…' }).press('Enter');
        const dialog = page.getByRole('dialog', { name: 'Classer le document' });
        await dialog.getByLabel('Où ?').selectOption({ index: 0 });
        await dialog.getByRole('button', { name: 'Classer', exact: true }).press('Enter');
        await expect(dialog).toHaveCount(0);
        await expect(row).not.toContainText('Travaux 2026');
    });
    expect(thrown).toEqual([]);
});
