/*
 * A kind of case that did not exist this morning: an administrator clicks it together, a client asks for it on a phone
 * whose connection drops, an adviser turns the request into a case, runs it, asks for a piece, closes it; everything is
 * told to both, found again, and leaves as a file. No line of code.
 */
import { readFileSync } from 'node:fs';
import { constants, inflateRawSync } from 'node:zlib';
import { expect, shoot, test } from '../lib/fixtures';
import type { Page } from '@playwright/test';

const PDF = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n', 'latin1');
const PHOTO = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
);
const pdf = (name: string, more = '') => ({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.concat([PDF, Buffer.from(more)]),
});

/** The properties of what is chosen in the editor. */
const side = (page: Page) => page.locator('.elb-side');

async function part(page: Page, name: RegExp): Promise<void> {
    await page.locator('.elb-outline').getByRole('button', { name }).click();
}

/** A question of the form or a field of the case. */
async function field(page: Page, type: string, label: string, code: string): Promise<void> {
    await page.locator('.elb-palette').getByRole('button', { name: type, exact: true }).click();
    await side(page).getByRole('textbox', { name: 'fr' }).first().fill(label);
    await side(page).getByLabel('Code').fill(code);
    await side(page).getByLabel('Code').blur();
}

async function build(page: Page, name: string): Promise<void> {
    await page.goto('custom/elaska/admin/templates.php');
    await page.getByLabel('Nouveau modèle').fill(name);
    await page.getByRole('button', { name: /créer/i }).click();
    await expect(page.getByText('Prêt à servir')).toBeVisible();

    await part(page, /Champs/);
    await field(page, 'Texte court', 'Pays du chantier', 'site_country');
    await side(page).getByLabel('Dans les listes').check();
    await side(page).getByLabel('Recherche rapide').check();

    await part(page, /Pièces/);
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await side(page).getByRole('textbox', { name: 'fr' }).first().fill('Plan du terrain');

    await part(page, /Formulaires/);
    await field(page, 'Oui / non', 'Le chantier est-il à l’étranger ?', 'abroad');
    await field(page, 'Texte court', 'Dans quel pays ?', 'country');
    await side(page).getByLabel('Affiché si').fill('abroad');
    await side(page).getByLabel('Obligatoire').selectOption({ label: 'Oui' });
    await side(page).getByLabel('À la conversion, remplit').fill('fields.site_country');
    await field(page, 'Document', 'Plan du terrain', 'plan_du_terrain');
    await side(page).getByLabel('Obligatoire').selectOption({ label: 'Oui' });
    await side(page).getByLabel('Formats acceptés').fill('pdf,jpg,png');
    await expect(page.getByText('Prêt à servir')).toBeVisible();
    await shoot(page, 'journey-kind-editor');
    await page.locator('.elb-bar').getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Enregistré', { exact: true })).toBeVisible();
}

/** A file of the list, as it was saved. */
async function leaves(page: Page, format: string): Promise<Buffer> {
    await page.locator('.ell-bar summary').click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: format }).click();
    return readFileSync(await (await coming).path());
}

/** Everything that the parts of a spreadsheet say. */
function inflated(zip: Buffer): string {
    let out = '';
    for (let at = zip.indexOf('PK\x03\x04'); at >= 0; at = zip.indexOf('PK\x03\x04', at + 4)) {
        const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
        try {
            out += inflateRawSync(zip.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
        } catch {
            out += zip.subarray(start).toString('utf8');
        }
    }
    return out;
}

test('CASE-04 CASE-05 CASE-07 CASE-27 CASE-28 CASE-29 CASE-32 CASE-34 a kind of case, from the editor to the last export', async ({
    officeOf,
    portalOf,
    people,
}) => {
    const name = `Permis de construire ${Date.now() % 100000}`;
    const client = people.clients.journey;

    await test.step('CASE-04 CASE-05 CASE-07 an administrator builds the kind', async () => {
        const page = await officeOf('admin');
        await build(page, name);
        await page.close();
    });

    const phone = await portalOf('journey', 'phone');
    await test.step('CASE-28 CASE-07 the client asks for it on a phone; the connection drops', async () => {
        await phone.goto(`clients/${client}/services`);
        await phone.getByRole('link', { name }).click();
        const country = phone.getByLabel('Dans quel pays ?');
        await expect(country).toHaveCount(0);
        await phone.getByLabel('Que souhaitez-vous ?').fill('Une maison en bois');
        await phone.getByLabel('Oui').check();
        await expect(country).toBeVisible();

        // A page cannot be left while something is missing; the message stands at its field.
        await phone.getByRole('button', { name: 'Vérifier ma demande' }).click();
        await expect(phone.getByText('2 réponses sont à compléter sur cette page.')).toBeVisible();
        await expect(country).toBeFocused();
        await shoot(phone, 'journey-kind-guide-missing');

        // The connection drops: what is typed stays, a file waits and leaves when it is back.
        await phone.context().setOffline(true);
        await country.fill('Norvège');
        await expect(phone.getByText('Enregistré sur cet appareil')).toBeVisible();
        const photo = phone.locator('input[type="file"][capture]');
        await photo.setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: PHOTO });
        await expect(phone.getByRole('button', { name: 'Réessayer l’envoi' })).toBeVisible();
        await shoot(phone, 'journey-kind-guide-offline');
        await phone.context().setOffline(false);
        await expect(phone.getByRole('link', { name: 'plan.png' })).toBeVisible();
        await expect(phone.getByText('Brouillon enregistré')).toBeVisible();

        // Another file instead; a wrong one is refused at the field, the right one is kept.
        await phone.getByRole('button', { name: 'Retirer plan.png' }).click();
        const file = phone.locator('input[type="file"]:not([capture])');
        await file.setInputFiles({ name: 'plan.docx', mimeType: 'application/msword', buffer: PDF });
        await expect(phone.getByText('Ce document n’est pas du type attendu')).toBeVisible();
        await phone.getByRole('button', { name: 'Retirer de la liste' }).click();
        await file.setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
        await expect(phone.getByText(/n’est pas accepté/)).toBeVisible();
        await phone.getByRole('button', { name: 'Retirer de la liste' }).click();
        await file.setInputFiles(pdf('plan du terrain.pdf'));
        await expect(phone.getByRole('link', { name: 'plan du terrain.pdf', exact: true })).toBeVisible();

        // Closed and opened again: the draft is where it was left.
        await expect(phone.getByText('Brouillon enregistré')).toBeVisible();
        await phone.goto(`clients/${client}/services`);
        await shoot(phone, 'journey-kind-drafts');
        await phone.getByRole('listitem').filter({ hasText: name }).getByRole('link', { name: 'Reprendre' }).click();
        await expect(country).toHaveValue('Norvège');
        await expect(phone.getByRole('link', { name: 'plan du terrain.pdf', exact: true })).toBeVisible();
        await phone.getByRole('button', { name: 'Vérifier ma demande' }).click();
        await expect(phone.getByText('plan du terrain.pdf')).toBeVisible();
        await shoot(phone, 'journey-kind-review');

        // Sent without a connection: it leaves by itself.
        await phone.getByRole('button', { name: 'Envoyer ma demande' }).click();
        await expect(phone.getByText('Cochez cette case pour envoyer votre demande.')).toBeVisible();
        await phone.getByRole('checkbox').check();
        await phone.context().setOffline(true);
        await phone.getByRole('button', { name: 'Envoyer dès que possible' }).click();
        await expect(phone.getByText('Votre demande est prête à partir')).toBeVisible();
        await phone.context().setOffline(false);
        await expect(phone.getByText('Votre demande est envoyée')).toBeVisible();
        await phone.getByRole('link', { name: 'Suivre ma demande' }).click();
        await expect(phone.getByText('plan du terrain.pdf').first()).toBeVisible();
        await expect(phone.getByText('Norvège')).toBeVisible();
        await shoot(phone, 'journey-kind-request');
    });

    const office = await officeOf('adviser');
    const title = `${name} de Rose`;
    await test.step('CASE-29 the adviser finds it in the queue and makes it a case', async () => {
        await office.goto('custom/elaska/request_list.php');
        await shoot(office, 'journey-kind-queue');
        await office.getByRole('link', { name }).click();
        await expect(office.getByText('Norvège')).toBeVisible();
        await expect(office.getByRole('link', { name: 'plan du terrain.pdf', exact: true })).toBeVisible();
        await shoot(office, 'journey-kind-card');
        await office.getByLabel('Titre du dossier').fill(title);
        await office.getByRole('button', { name: 'Ouvrir le dossier' }).click();
        await expect(office.getByRole('heading', { level: 1, name: title })).toBeVisible();
        await shoot(office, 'journey-kind-case');
    });
    const card = office.url();

    await test.step('CASE-06 CASE-15 he judges what came with it and runs the steps', async () => {
        await office.goto(`${card}&tab=docs`);
        const piece = office.locator('.elaska-piece', { hasText: 'Plan du terrain' });
        await expect(piece.getByRole('link', { name: 'plan du terrain.pdf', exact: true })).toBeVisible();
        await piece.getByRole('button', { name: 'Valider' }).click();
        await expect(office.getByText('Pièce validée.')).toBeVisible();
        await office.goto(card);
        await office.getByRole('button', { name: 'Valider l’étape' }).click();
        await expect(office.getByText(/Étape validée|Valider malgré tout/).first()).toBeVisible();
        await shoot(office, 'journey-kind-step');
    });

    await test.step('CASE-27 he asks the client for a piece', async () => {
        await office.goto(card);
        await office.locator('.elaska-more summary').click();
        await office.getByRole('link', { name: 'Demander une action au client' }).click();
        await office.getByRole('button', { name: 'Envoyer la demande' }).click();
        await shoot(office, 'journey-kind-ask-missing');
        await office.getByLabel('Un commentaire ou une validation').uncheck();
        await office.getByLabel('Des pièces jointes').check();
        await office.getByLabel('Message').fill('Il nous manque votre titre de propriété.');
        await office.getByLabel('Autres documents').fill('Titre de propriété');
        await shoot(office, 'journey-kind-ask');
        await office.getByRole('button', { name: 'Envoyer la demande' }).click();
        await expect(office.getByText('Demande envoyée au client.')).toBeVisible();
        await shoot(office, 'journey-kind-asked');
    });

    await test.step('CASE-34 CASE-27 the client reads it on his phone and answers with a file', async () => {
        await phone.goto(`clients/${client}/cases`);
        await shoot(phone, 'journey-kind-cases');
        await phone.getByRole('link', { name: title }).click();
        const block = phone.getByRole('region', { name: 'Action requise de votre part' });
        await expect(block.getByText('Il nous manque votre titre de propriété.')).toBeVisible();
        await shoot(phone, 'journey-kind-action');
        await block.getByRole('button', { name: 'J’ai tout déposé' }).click();
        await expect(phone.getByText('Il manque encore : Titre de propriété.')).toBeVisible();
        const wanted = block.getByRole('listitem').filter({ hasText: 'Titre de propriété' }).last();
        await wanted.locator('input[type="file"]').first().setInputFiles(pdf('titre.pdf', '%titre'));
        await expect(wanted.getByRole('link', { name: 'titre.pdf', exact: true })).toBeVisible();
        await shoot(phone, 'journey-kind-answered');
        await block.getByRole('button', { name: 'J’ai tout déposé' }).click();
        await expect(block.getByText('Il nous manque votre titre de propriété.')).toHaveCount(0);
    });

    await test.step('CASE-06 CASE-19 he judges the answer and deposits a document himself', async () => {
        await office.goto(`${card}&tab=docs`);
        const piece = office.locator('.elaska-piece', { hasText: 'Titre de propriété' });
        await expect(piece.getByRole('link', { name: 'titre.pdf', exact: true })).toBeVisible();
        await piece.getByRole('button', { name: 'Valider' }).click();
        await expect(office.getByText('Pièce validée.')).toBeVisible();
        const own = office.locator('.elaska-piece', { hasText: 'Pièce d\'identité' });
        const zone = own.locator('[data-elaska-deposit] input');
        await zone.setInputFiles({ name: 'virus.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
        await expect(own.getByText(/n’est pas accepté/)).toBeVisible();
        await zone.setInputFiles(pdf('identite.pdf', '%identité'));
        await expect(own.getByRole('link', { name: 'identite.pdf', exact: true })).toBeVisible();
        await shoot(office, 'journey-kind-docs');
        await own.getByRole('button', { name: 'Livrable' }).click();
        await expect(office.getByText('Enregistré', { exact: false }).first()).toBeVisible();
    });

    const chief = await officeOf('manager');
    await test.step('CASE-02 CASE-15 the manager ends the step and closes; what is left is confirmed', async () => {
        await chief.goto(card);
        await chief.getByRole('button', { name: 'Valider l’étape' }).click();
        await expect(chief.getByText('Étape validée.')).toBeVisible();
        await chief.locator('.elaska-menu-left summary').click();
        await chief.locator('.elaska-menu-left').getByRole('button', { name: 'Terminer' }).click();
        await shoot(chief, 'journey-kind-closing');
        await chief.getByRole('button', { name: /Passer quand même/ }).click();
        await expect(chief.locator('.elaska-badge-large')).toContainText('Terminé');
    });

    await test.step('CASE-17 CASE-34 PLAT-05 both read the same story', async () => {
        await chief.goto(card);
        await chief.getByRole('link', { name: 'Tout voir' }).click();
        await shoot(chief, 'journey-kind-journal');
        for (const told of ['ouvert', 'devenue dossier', 'Pièce validée : Plan du terrain', 'Le client a répondu', 'Étape validée'])
            await expect(chief.getByText(told).first()).toBeVisible();
        await phone.goto(`clients/${client}/cases`);
        await phone.getByRole('link', { name: title }).click();
        await phone.getByRole('link', { name: 'Échanges et historique' }).click();
        for (const told of [
            'est devenue ce dossier',
            'Document validé : Plan du terrain',
            'Votre conseiller vous demande : Il nous manque votre titre de propriété.',
            'Réponse reçue, merci',
            'Étape terminée : Ouverture du dossier',
        ])
            await expect(phone.getByText(told).first()).toBeVisible();
        await shoot(phone, 'journey-kind-history');
    });

    await test.step('CASE-32 CRM-23 the list finds it by its own field, and it leaves as a file', async () => {
        await chief.goto('custom/elaska/case_list.php?view=all');
        await chief.getByRole('button', { name: 'Filtrer' }).click();
        await chief.getByRole('combobox', { name: 'Champ' }).selectOption({ label: 'Pays du chantier' });
        await chief.getByRole('textbox', { name: 'Pays du chantier' }).fill('Norv');
        const rows = chief.locator('.ell-table tbody tr');
        await expect(rows.filter({ hasText: title })).toHaveCount(1);
        await expect(rows.filter({ hasText: people.cases.hourly.title })).toHaveCount(0);
        await chief.getByRole('button', { name: 'Colonnes' }).click();
        await chief.getByRole('checkbox', { name: 'Pays du chantier' }).check();
        await expect(rows.filter({ hasText: title })).toContainText('Norvège');
        await shoot(chief, 'journey-kind-list');
        const csv = await leaves(chief, 'CSV');
        expect(csv.toString('utf8')).toContain(title);
        expect(csv.toString('utf8')).toContain('Norvège');
        expect(csv.toString('utf8')).not.toContain(people.cases.hourly.title);
        expect(inflated(await leaves(chief, 'Excel (XLSX)'))).toContain(title);
    });
});
