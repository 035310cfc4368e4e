/*
 * A client's documents: narrowed by words and by what waits in the sheet of filters, read and talked about where they stand.
 */
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

test('DOC-12 DOC-04 DOC-05 a document is read and talked about from its row; what is only looked at is not taken away', async ({ officeOf, portalOf, people }) => {
    const client = people.clients.bakery;
    const office = await officeOf('manager');
    await office.goto(`custom/elaska/document_list.php?socid=${client}`);
    const pdf = (words: string): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Name(${words})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
    await office.locator('label[data-elaska-deposit] input[type="file"]').first().setInputFiles({ name: 'Note-de-conseil.pdf', mimeType: 'application/pdf', buffer: pdf('conseil') });
    const own = office.locator('[data-elaska-list]').getByRole('link', { name: /note-de-conseil\.pdf/i }).first();
    await expect(own).toBeVisible({ timeout: 15_000 });
    await office.waitForLoadState('networkidle');
    await office.goto((await own.getAttribute('href')) ?? '');
    await office.getByRole('link', { name: 'Modifier' }).click();
    await office.getByLabel('Visible par le client').check();
    await office.getByLabel('Le client peut télécharger').uncheck();
    await office.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(office.locator('#edit')).toHaveCount(0);

    const page = await portalOf('client', 'phone');
    await page.goto(`clients/${client}/documents?q=conseil`);
    const row = page.getByRole('list', { name: 'Mes documents' }).getByRole('listitem').filter({ hasText: /note-de-conseil\.pdf/i });
    await expect(row).toBeVisible();
    await expect(row.getByRole('button', { name: /^Télécharger/ })).toHaveCount(0);
    await expect(row.getByRole('link', { name: /note-de-conseil/i })).toHaveCount(0);
    const file = Number(new URL(office.url()).searchParams.get('id'));
    for (const how of ['', '?view=true']) {
        const answer = await page.request.get(`v1/clients/${client}/files/${file}${how}`);
        expect(answer.status(), how).toBe(403);
        expect(await answer.json()).toMatchObject({ key: 'file.view_only' });
    }

    await row.getByRole('button', { name: /^Note-de-conseil\.pdf$/i }).click();
    const viewer = page.getByRole('dialog', { name: /note-de-conseil/i });
    await expect(viewer).toBeVisible();
    await expect(viewer.getByRole('button', { name: /^Télécharger/ })).toHaveCount(0);
    await viewer.getByRole('button', { name: 'Fermer' }).click();

    await row.getByRole('button', { name: /^Écrire au sujet de/ }).click();
    const talk = page.getByRole('dialog');
    await talk.getByLabel('Votre message').fill('Page 2, est-ce bien la bonne année ?');
    await talk.getByRole('button', { name: 'Envoyer' }).click();
    await expect(talk.getByText('Page 2, est-ce bien la bonne année ?')).toBeVisible();
    await shoot(page, 'portal-documents-talk');
    await talk.getByRole('button', { name: 'Fermer' }).click();
    await expect(row.getByRole('button', { name: /^1 message sur/ })).toBeVisible();
    await page.goto(`clients/${client}/documents`);
    await expect(page.getByRole('list', { name: 'Mes documents' })).toBeVisible();
    await shoot(page, 'portal-documents');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot(page, 'portal-documents-dark');
});
