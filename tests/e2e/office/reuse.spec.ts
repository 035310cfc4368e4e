/*
 * Documents that the firm holds already: a case opens, the extract that the client gave last month is proposed, the adviser
 * takes it, or asks for another; the client sees on his phone that he has nothing to send, then what he is asked for.
 */
import { expect, shoot, test } from '../lib/fixtures';

const pdf = (name: string): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Name(${name})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

test('DOC-09 a document that is held is proposed and taken, on a phone nothing is asked', async ({ officeOf, portalOf, people }) => {
    const client = people.clients.bakery;
    const page = await officeOf('manager');

    await test.step('the client gave his extract some time ago', async () => {
        await page.goto(`custom/elaska/document_list.php?socid=${client}`);
        await page.locator('[data-elaska-deposit] input[type="file"]').first().setInputFiles({ name: 'Kbis Martin.pdf', mimeType: 'application/pdf', buffer: pdf('kbis') });
        await expect(page.getByRole('link', { name: 'kbis martin.pdf' }).first()).toBeVisible({ timeout: 15_000 });
        await page.getByRole('link', { name: 'kbis martin.pdf' }).first().click();
        await page.getByRole('link', { name: 'Modifier', exact: true }).click();
        await page.locator('#category').selectOption('kbis');
        await page.locator('#valid_until').fill('2099-12-31');
        await page.locator('#edit').getByRole('button', { name: 'Enregistrer' }).click();
        await expect(page.getByText('31/12/2099')).toBeVisible();
    });

    const open = async (title: string): Promise<string> => {
        await page.goto(`custom/elaska/case_card.php?action=create&client=${client}&template=audit-organisationnel`);
        await page.getByLabel('Titre').fill(title);
        await page.locator('form:has(input[name="title"]) button.butAction').click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
        return new URL(page.url()).searchParams.get('id') ?? '';
    };
    const piece = page.locator('.elaska-piece', { hasText: 'Extrait Kbis' });
    const taken = await open('Audit de la boulangerie');

    await test.step('it is proposed, and nothing is asked of the client', async () => {
        await page.goto(`custom/elaska/case_card.php?id=${taken}&tab=docs`);
        await expect(piece.getByText('Disponible')).toBeVisible();
        await expect(piece.getByText('Déjà en notre possession')).toBeVisible();
        await shoot(page, 'office-reuse-proposed');
        const phone = await portalOf('client', 'phone');
        await phone.goto(`clients/${client}/cases/${taken}?tab=documents`);
        const card = phone.locator('li', { hasText: 'Extrait Kbis' }).first();
        await expect(card.getByText('Déjà en notre possession')).toBeVisible();
        await expect(card.getByText('vous n’avez rien à envoyer')).toBeVisible();
        await expect(card.locator('input[type="file"]')).toHaveCount(0);
        await shoot(phone, 'portal-reuse-proposed');
    });

    await test.step('the adviser takes it: the same document, validated', async () => {
        await piece.getByRole('button', { name: 'Reprendre ce document' }).click();
        await expect(page.getByText('Document repris : la pièce est validée.')).toBeVisible();
        await expect(piece.getByText('Validé', { exact: true })).toBeVisible();
        await expect(piece.getByRole('link', { name: /kbis martin\.pdf/i })).toBeVisible();
        await shoot(page, 'office-reuse-taken');
    });

    await test.step('declined, the client is asked', async () => {
        const declined = await open('Second audit de la boulangerie');
        await page.goto(`custom/elaska/case_card.php?id=${declined}&tab=docs`);
        await piece.getByRole('button', { name: 'Demander au client' }).click();
        await expect(piece.getByText('À fournir')).toBeVisible();
        const phone = await portalOf('client', 'phone');
        await phone.goto(`clients/${client}/cases/${declined}?tab=documents`);
        await expect(phone.locator('li', { hasText: 'Extrait Kbis' }).locator('input[type="file"]').first()).toBeAttached();
    });
});
