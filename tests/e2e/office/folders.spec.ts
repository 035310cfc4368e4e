/*
 * Folders of a client's documents: somebody makes two beside the list, puts one in the other by the keyboard alone and a
 * document in it; on his phone the client finds it under «Mes documents».
 */
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
