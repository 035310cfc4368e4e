/* A client's documents, narrowed by words and by what waits in the sheet of filters. */
import { expect, shoot, test } from '../lib/fixtures';

test('PORT-12 documents are narrowed by state, sender and days in a sheet', async ({ portalOf, people }) => {
    const page = await portalOf('client', 'phone');
    await page.goto(`clients/${people.clients.bakery}/documents`);
    const open = page.getByRole('button', { name: /^Filtrer/ });
    await open.click();
    const sheet = page.getByRole('dialog', { name: 'Filtrer les documents' });
    await sheet.getByLabel('État').selectOption({ label: 'Refusé' });
    await sheet.getByLabel('Remis par').selectOption({ index: 1 });
    await sheet.getByLabel('Depuis le').fill('2026-01-01');
    await expect(page).toHaveURL(/status=refused/);
    await expect(page).toHaveURL(/from=2026-01-01|from=%222026-01-01%22/);
    await shoot(page, 'portal-documents-filters');
    await sheet.getByRole('button', { name: 'Voir les documents' }).click();
    await expect(sheet).toHaveCount(0);
    await expect(open).toHaveText(/3$/);

    // What was looked for stays when the rest is cleared.
    await page.getByRole('searchbox', { name: 'Chercher un document' }).fill('introuvable');
    await expect(page).toHaveURL(/q=introuvable/);
    await open.click();
    await sheet.getByRole('button', { name: 'Effacer les filtres' }).click();
    await expect(page).not.toHaveURL(/status=/);
    await expect(page).toHaveURL(/q=introuvable/);
});

test('PORT-10 cases are narrowed by pills, on the page and in a sheet', async ({ portalOf, people }) => {
    const page = await portalOf('client', 'phone');
    await page.goto(`clients/${people.clients.bakery}/cases`);
    await page.getByRole('button', { name: /^Filtrer/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Filtrer les dossiers' });
    await sheet.getByRole('radio', { name: 'En attente de vous' }).check();
    await expect(page).toHaveURL(/class=wait_client/);
    await expect(sheet.getByRole('radio', { name: 'En attente de vous' })).toBeChecked();
    await shoot(page, 'portal-cases-filters');
    await sheet.getByRole('button', { name: 'Voir les dossiers' }).click();
    await expect(sheet).toHaveCount(0);
    // At a desk they stand on the page.
    await expect(page.getByRole('radio', { name: 'En attente de vous' })).toBeChecked();
    await expect(page.getByRole('button', { name: /^Filtrer/ })).toBeHidden();
});
