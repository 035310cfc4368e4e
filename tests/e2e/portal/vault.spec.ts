/*
 * The vault on a phone: a wrong password, the right one, a deposit, an adviser let in, who reads it in the office; the log
 * says so; left alone it closes and wipes what it showed.
 */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';
import { logIn, member, PASSWORD } from './support';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function open(page: Page, password: string): Promise<void> {
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Ouvrir le coffre' }).click();
}

test('DOC-13 SEC-06 SEC-12 a vault opens, lets an adviser in, tells of it and closes by itself', async ({ browser, officeOf, people, stack }) => {
    const office = await officeOf('admin');
    const client = await test.step('a client who is a person, followed by an adviser', async () => {
        await office.goto('custom/elaska/admin/setup.php?section=documents');
        await office.locator('[name="ELASKA_VAULT"]').selectOption('all');
        await office.locator('form:has([name="ELASKA_VAULT"]) .button-save').click();
        await office.waitForLoadState('networkidle');
        await expect(office.locator('[name="ELASKA_VAULT"]')).toHaveValue('all');
        return people.clients.bakery;
    });
    const context = await browser.newContext({ baseURL: `${stack.portal}/`, locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const page = await context.newPage();
    const { email } = await member(stack, page, client, 'coffre');
    await logIn(page, email, PASSWORD);
    await page.clock.install();
    await page.waitForTimeout(100);

    await test.step('a wrong password says so, the right one opens', async () => {
        // Settings are kept for some seconds by processes that have read them.
        await expect(async () => {
            await page.goto(`clients/${client}/vault`);
            await expect(page.getByRole('heading', { name: 'Le coffre-fort est fermé' })).toBeVisible({ timeout: 5_000 });
        }).toPass({ timeout: 90_000 });
        await shoot(page, 'portal-vault-closed');
        await open(page, 'Pas-le-bon-mot-1');
        await expect(page.getByText('Mot de passe inexact, ou compte verrouillé pour un moment.')).toBeVisible();
        await shoot(page, 'portal-vault-wrong');
        await open(page, PASSWORD);
        await expect(page.getByText('Rien dans le coffre')).toBeVisible();
        await shoot(page, 'portal-vault-empty');
    });

    await test.step('a deposit', async () => {
        await page.getByRole('button', { name: 'Déposer un document' }).click();
        await page.locator('input[type="file"]:not([capture])').setInputFiles({ name: 'Testament.pdf', mimeType: 'application/pdf', buffer: PDF });
        await page.getByLabel('Description').fill('Original chez Maître Dubois');
        await shoot(page, 'portal-vault-add');
        await page.getByRole('button', { name: 'Déposer dans le coffre' }).click();
        await expect(page.getByText('Vous seul', { exact: true })).toBeVisible();
        await shoot(page, 'portal-vault');
    });

    await test.step('an adviser is let in', async () => {
        await page.getByRole('button', { name: 'Gérer Testament.pdf' }).click();
        await page.getByLabel('Alice Marchand').check();
        await shoot(page, 'portal-vault-item');
        await page.getByRole('button', { name: 'Enregistrer' }).click();
        await expect(page.getByText('1 conseiller')).toBeVisible();
    });

    await test.step('he reads it in the office after his own password; others find nothing', async () => {
        const adviser = await officeOf('adviser');
        await adviser.goto(`custom/elaska/vault_tab.php?socid=${client}`);
        await expect(adviser.getByRole('heading', { name: 'Le coffre-fort est fermé' })).toBeVisible();
        await shoot(adviser, 'office-vault-closed');
        await adviser.locator('#password').fill(people.adviser.password);
        await adviser.getByRole('button', { name: 'Ouvrir le coffre' }).click();
        await expect(adviser.getByText('Testament.pdf')).toBeVisible();
        await shoot(adviser, 'office-vault');
        const [file] = await Promise.all([adviser.waitForEvent('download'), adviser.getByRole('link', { name: 'Télécharger' }).click()]);
        expect(file.suggestedFilename()).toBe('Testament.pdf');
        const other = await officeOf('other');
        await other.goto(`custom/elaska/vault_tab.php?socid=${client}`);
        await expect(other.getByText('Testament.pdf')).toHaveCount(0);
        await expect(other.getByText('Le coffre-fort est fermé')).toHaveCount(0);
    });

    await test.step('the log tells of it', async () => {
        await page.getByRole('tab', { name: 'Journal des accès' }).click();
        await expect(page.getByText('a téléchargé « Testament.pdf »')).toBeVisible();
        await expect(page.getByText('a saisi un mauvais mot de passe')).toBeVisible();
        await shoot(page, 'portal-vault-log');
        await page.emulateMedia({ colorScheme: 'dark' });
        await shoot(page, 'portal-vault-log-dark');
    });

    await test.step('left alone it says that it closes, then wipes what it showed', async () => {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.getByRole('tab', { name: 'Documents' }).click();
        await expect(page.getByText('Testament.pdf')).toBeVisible();
        await page.clock.fastForward('09:30');
        await expect(page.getByRole('button', { name: 'Rester' })).toBeVisible();
        await shoot(page, 'portal-vault-soon-dark');
        await page.clock.fastForward('01:00');
        await expect(page.getByText('Ce qui était affiché a été effacé.')).toBeVisible();
        await expect(page.getByText('Testament.pdf')).toHaveCount(0);
        await shoot(page, 'portal-vault-idled-dark');
        expect((await page.request.get(`${stack.portal}/v1/clients/${client}/vault/files`)).status()).toBe(403);
    });
});
