/*
 * A kind of case that did not exist this morning: an administrator clicks it together, a client asks for it on a phone
 * whose connection drops, an adviser turns the request into a case, runs it, asks for a piece, closes it; everything is
 * told to both, found again, and leaves as a file. No line of code.
 */
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
    await side(page).getByLabel('Obligatoire').fill('true');
    await side(page).getByLabel('À la conversion, remplit').fill('fields.site_country');
    await field(page, 'Document', 'Plan du terrain', 'plan_du_terrain');
    await side(page).getByLabel('Obligatoire').fill('true');
    await side(page).getByLabel('Formats acceptés').fill('pdf,jpg,png');
    await expect(page.getByText('Prêt à servir')).toBeVisible();
    await shoot(page, 'journey-kind-editor');
    await page.locator('.elb-bar').getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('Enregistré', { exact: true })).toBeVisible();
}

test('CASE-04 CASE-05 CASE-07 CASE-28 a kind of case, from the editor to the last export', async ({
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
        await expect(phone.getByText('Ce type de fichier n’est pas accepté')).toBeVisible();
        await phone.getByRole('button', { name: 'Retirer de la liste' }).click();
        await file.setInputFiles(pdf('plan du terrain.pdf'));
        await expect(phone.getByRole('link', { name: 'plan du terrain.pdf' })).toBeVisible();

        // Closed and opened again: the draft is where it was left.
        await expect(phone.getByText('Brouillon enregistré')).toBeVisible();
        await phone.goto(`clients/${client}/services`);
        await shoot(phone, 'journey-kind-drafts');
        await phone.getByRole('listitem').filter({ hasText: name }).getByRole('link', { name: 'Reprendre' }).click();
        await expect(country).toHaveValue('Norvège');
        await expect(phone.getByRole('link', { name: 'plan du terrain.pdf' })).toBeVisible();
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
});
