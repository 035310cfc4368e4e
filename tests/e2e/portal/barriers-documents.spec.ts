/*
 * What a program can find of barriers (PLAT-07) where documents are read: a client's own, the viewer, what is said about
 * one, the vault, and the page of a link that a stranger opens.
 */
import type { Page } from '@playwright/test';
import { look, sheet, themes, type Visit } from '../lib/barriers';
import { expect, test } from '../lib/fixtures';
import { logIn, member, PASSWORD } from './support';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function add(page: Page, client: number, name: string): Promise<void> {
    await page.goto(`clients/${client}/documents`);
    await page.getByRole('button', { name: 'Ajouter un document' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type="file"]:not([capture])').setInputFiles({ name, mimeType: 'application/pdf', buffer: PDF });
    await dialog.getByRole('button', { name: 'Envoyer' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
}

async function viewer(page: Page): Promise<void> {
    await page.getByRole('list', { name: 'Mes documents' }).getByRole('link').first().click();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Fermer' })).toBeVisible();
}

const visits = (): Visit[] => [
    ['/documents'],
    ['/documents?q=introuvable'],
    ['/documents', sheet(/^Filtrer/)],
    ['/documents', sheet(/^Ajouter un document/)],
    ['/documents', sheet(/^Écrire au sujet de /)],
    ['/documents', sheet(/^Supprimer /)],
    ['/documents', viewer],
];

test('DOC-12 DOC-04 DOC-05 PLAT-07 documents, their viewer and what is said about one have no barriers', async ({ portalOf, people }) => {
    const client = people.clients.asked;
    const phone = await portalOf('asked', 'phone');
    await look(phone, client, [['/documents']]); // nothing yet
    await add(phone, client, 'attestation-assurance.pdf');
    await look(phone, client, visits());
    await look(await portalOf('asked'), client, [['/documents'], ['/documents', viewer]]);
});

test('DOC-13 PLAT-07 the vault has no barriers, closed, empty, filled and told of', async ({ browser, officeOf, people, stack }) => {
    const office = await officeOf('admin');
    await office.goto('custom/elaska/admin/setup.php?section=documents');
    await office.locator('[name="ELASKA_VAULT"]').selectOption('all');
    await office.locator('form:has([name="ELASKA_VAULT"]) .button-save').click();
    await office.waitForLoadState('networkidle');
    await expect(office.locator('[name="ELASKA_VAULT"]')).toHaveValue('all');
    const context = await browser.newContext({ baseURL: `${stack.portal}/`, locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const page = await context.newPage();
    const { email } = await member(stack, page, people.clients.asked, 'obstacles');
    await logIn(page, email, PASSWORD);
    // What was just set is known to the portal a moment later.
    await expect(async () => {
        await page.goto(`clients/${people.clients.asked}/vault`);
        await expect(page.getByRole('heading', { name: 'Le coffre-fort est fermé' })).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 60_000 });
    const found: string[] = [];
    const at = async (name: string): Promise<void> => {
        await page.waitForLoadState('networkidle');
        found.push(...(await themes(page, name)));
    };
    await at('closed');
    await page.getByRole('button', { name: 'Ouvrir le coffre' }).click();
    await at('no password');
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Ouvrir le coffre' }).click();
    await expect(page.getByRole('tab', { name: 'Documents' })).toBeVisible();
    await at('open');
    await page.getByRole('button', { name: 'Déposer un document' }).click();
    await at('deposit');
    await page.locator('input[type="file"]:not([capture])').setInputFiles({ name: 'Testament-obstacles.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('button', { name: 'Déposer dans le coffre' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await at('filled');
    await page.getByRole('button', { name: 'Gérer Testament-obstacles.pdf' }).click();
    await at('one document');
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
    await page.getByRole('tab', { name: 'Journal des accès' }).click();
    await expect(page.getByRole('list', { name: 'Journal des accès' }).getByRole('listitem').first()).toBeVisible();
    await at('log');
    expect(found).toEqual([]);
    await context.close();
});

test('DOC-11 PLAT-07 the page of a link has no barriers, asking, open and refusing', async ({ browser, officeOf, portalOf, people, stack }) => {
    const { id } = people.cases.hourly;
    const client = await portalOf('client');
    await client.goto(`clients/${people.clients.bakery}/cases/${id}?tab=documents`);
    await client.locator('input[type="file"]:not([capture])').last().setInputFiles({ name: 'statuts-signes.pdf', mimeType: 'application/pdf', buffer: PDF });
    const link = client.getByRole('link', { name: 'statuts-signes.pdf', exact: true });
    await expect(link).toBeVisible({ timeout: 20_000 });
    const file = Number(/files\/(\d+)/.exec((await link.getAttribute('href')) ?? '')?.[1]);

    const office = await officeOf('manager');
    await office.goto(`custom/elaska/document_card.php?id=${file}`);
    await office.locator('.elaska-document-acts').getByRole('button', { name: 'Valider', exact: true }).click();
    await expect(office.locator('.elaska-document-acts')).toHaveCount(0);
    await office.goto(`custom/elaska/case_card.php?id=${id}&tab=docs`);
    await office.locator('#elaska-share').getByRole('link', { name: 'Partager par un lien' }).click();
    const form = office.locator('form:has(input[value="share_create"])');
    await form.getByLabel('statuts-signes.pdf').first().check();
    await form.locator('#name').fill('Banque du Nord');
    await form.getByLabel('Usage').selectOption({ label: 'Envoi en banque' });
    await form.getByRole('button', { name: 'Partager par un lien' }).click();
    await expect(office.getByRole('heading', { name: 'Le lien est prêt' })).toBeVisible();
    const made = { address: await office.getByLabel('Adresse à transmettre').inputValue(), password: await office.locator('#told-password').inputValue() };

    for (const viewport of [
        { width: 390, height: 844 },
        { width: 1280, height: 800 },
    ]) {
        const context = await browser.newContext({ baseURL: `${stack.portal}/`, locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport });
        const page = await context.newPage();
        await page.goto(made.address);
        const found: string[] = [];
        await expect(page.getByRole('heading', { name: 'Mot de passe' })).toBeVisible();
        found.push(...(await themes(page, 'asking')));
        await page.getByLabel('Mot de passe').fill(made.password);
        await page.getByRole('button', { name: 'Voir les documents' }).click();
        await expect(page.getByText('statuts-signes.pdf').first()).toBeVisible();
        found.push(...(await themes(page, 'open')));
        await page.goto('share#nothing');
        await page.reload();
        await page.waitForLoadState('networkidle');
        found.push(...(await themes(page, 'refusing')));
        expect(found).toEqual([]);
        await context.close();
    }
});
