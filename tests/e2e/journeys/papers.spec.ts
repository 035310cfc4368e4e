/*
 * Papers, from the question to the bank: an adviser asks for four pieces, the client photographs and deposits them on a
 * phone whose connection drops once (one of the wrong type, one blurred, one too large, one right); he refuses the blurred
 * one with a reason and validates the others; a second case finds what is valid still; a letter carries a code that leads
 * to the case after signing in, and to nobody else; a bank opens a link; the log tells it all.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const PDF = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const pdf = (name: string, more = name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`${PDF}%${more}\n`) });
/** A picture of one grey point: what a hand that shook makes of a page. */
const BLURRED = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const ASKED = ['Bilan 2025', 'Prévisionnel', 'Bail du local', 'Relevé de compte'];

async function open(page: Page, client: number, title: string): Promise<string> {
    await page.goto(`custom/elaska/case_card.php?action=create&client=${client}&template=audit-organisationnel`);
    await page.getByLabel('Titre').fill(title);
    await page.locator('form:has(input[name="title"]) button.butAction').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    return new URL(page.url()).searchParams.get('id') ?? '';
}

/** What a code on paper says, read from the PDF as a camera would. */
function codeOf(file: string): string {
    execFileSync('qpdf', ['--check', file]);
    execFileSync('pdftoppm', ['-r', '200', '-png', '-singlefile', file, file]);
    return execFileSync('zbarimg', ['--quiet', '--raw', `${file}.png`], { encoding: 'utf8' }).trim();
}

test('DOC-06 DOC-07 DOC-09 DOC-11 DOC-20 DOC-21 DOC-24 papers are asked for, deposited, judged, kept, written and shared', async ({ officeOf, portalOf, people, stack, browser }) => {
    test.setTimeout(180_000);
    const client = people.clients.lender;
    const office = await officeOf('manager');
    const title = 'Financement du nouveau four';
    const id = await open(office, client, title);
    const tab = `custom/elaska/case_card.php?id=${id}&tab=docs`;
    const piece = (name: string) => office.locator('.elaska-piece', { hasText: name });

    await test.step('the adviser asks for four pieces', async () => {
        for (const name of ASKED) {
            await office.goto(tab);
            await office.getByText('Ajouter une pièce à la liste').click();
            await office.locator('#piece-label').fill(name);
            await office.getByRole('button', { name: 'Ajouter la pièce' }).click();
            await expect(piece(name).getByText('À fournir')).toBeVisible();
        }
        await shoot(office, 'journey-papers-asked');
    });

    const phone = await portalOf('lender', 'phone');
    const documents = `clients/${client}/cases/${id}?tab=documents`;
    const card = (name: string) => phone.locator('li', { hasText: name }).filter({ has: phone.locator('input[type="file"]') }).first();
    const zone = (name: string) => card(name).locator('input[type="file"]:not([capture])').first();

    await test.step('the client: a wrong type and one too large are refused where they were dropped', async () => {
        await phone.goto(documents);
        await zone('Prévisionnel').setInputFiles({ name: 'macro.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\x90\x00') });
        await expect(phone.getByText(/n’est pas accepté/)).toBeVisible();
        await phone.getByRole('button', { name: 'Retirer de la liste' }).click();
        const large = test.info().outputPath('bail.pdf');
        writeFileSync(large, Buffer.concat([Buffer.from(PDF), Buffer.alloc(21 * 1024 * 1024)]));
        await zone('Bail du local').setInputFiles(large);
        await expect(phone.getByText('Le fichier dépasse 20 Mo.')).toBeVisible();
        await shoot(phone, 'journey-papers-refused');
        await phone.setViewportSize({ width: 390, height: 844 });
        await phone.getByRole('button', { name: 'Retirer de la liste' }).click();
    });

    await test.step('a photo without a connection waits on the phone and leaves by itself; the right one follows', async () => {
        await phone.context().setOffline(true);
        await card('Relevé de compte').locator('input[type="file"][capture]').setInputFiles({ name: 'releve.png', mimeType: 'image/png', buffer: BLURRED });
        await expect(phone.getByText(/Gardé sur cet appareil|Partira dès le retour/).first()).toBeVisible();
        await shoot(phone, 'journey-papers-offline');
        await phone.setViewportSize({ width: 390, height: 844 });
        await phone.context().setOffline(false);
        await expect(phone.getByRole('link', { name: 'releve.png', exact: true })).toBeVisible({ timeout: 20_000 });
        await zone('Bilan 2025').setInputFiles(pdf('bilan-vasseur.pdf'));
        await expect(phone.getByRole('link', { name: 'bilan-vasseur.pdf', exact: true })).toBeVisible({ timeout: 20_000 });
        await zone('Extrait Kbis').setInputFiles(pdf('kbis-vasseur.pdf'));
        await expect(phone.getByRole('link', { name: 'kbis-vasseur.pdf', exact: true })).toBeVisible({ timeout: 20_000 });
        await shoot(phone, 'journey-papers-deposited');
        await phone.setViewportSize({ width: 390, height: 844 });
    });

    await test.step('he refuses the blurred one with a reason and validates the rest', async () => {
        await office.goto(tab);
        await piece('Relevé de compte').getByRole('button', { name: 'Refuser', exact: true }).click();
        await office.getByRole('textbox', { name: /Pourquoi cette pièce est-elle refusée/ }).fill('La photo est floue, merci de la refaire à la lumière.');
        await office.locator('dialog').getByRole('button', { name: 'Refuser', exact: true }).click();
        await expect(piece('Relevé de compte').getByText('Refusé', { exact: true })).toBeVisible();
        for (const name of ['Bilan 2025', 'Extrait Kbis']) {
            await piece(name).getByRole('button', { name: 'Valider', exact: true }).click();
            await expect(piece(name).getByText(/^Validé|Pris en compte/).first()).toBeVisible();
        }
        await shoot(office, 'journey-papers-judged');
        await phone.goto(documents);
        await expect(phone.getByText('La photo est floue, merci de la refaire à la lumière.').first()).toBeVisible();
        await shoot(phone, 'journey-papers-reason');
        await phone.setViewportSize({ width: 390, height: 844 });
    });

    await test.step('a second case finds the extract that is valid still', async () => {
        const second = await open(office, client, 'Rachat de l’atelier voisin');
        await office.goto(`custom/elaska/case_card.php?id=${second}&tab=docs`);
        await expect(piece('Extrait Kbis').getByText('Disponible')).toBeVisible();
        await expect(piece('Extrait Kbis').getByRole('link', { name: 'kbis-vasseur.pdf' })).toBeVisible();
        await shoot(office, 'journey-papers-reuse');
    });

    await test.step('a letter carries a code that leads to the case, after signing in and for nobody else', async () => {
        await office.goto(`custom/elaska/letter.php?id=${id}`);
        await office.getByLabel('Modèle').selectOption('accompagnement');
        await office.getByRole('button', { name: 'Préparer le courrier' }).click();
        await expect(office.getByRole('textbox', { name: 'Texte du courrier' })).toBeVisible();
        await office.getByRole('button', { name: 'Créer le PDF' }).click();
        await expect(office).toHaveURL(/case_card\.php/);
        const letter = office.locator('.elaska-letters a[href*="file.php"]').first();
        const href = (await letter.getAttribute('href')) as string;
        const answer = await office.request.get(new URL(href, office.url()).href);
        const file = test.info().outputPath('courrier.pdf');
        writeFileSync(file, await answer.body());
        const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
        expect(text).toContain('Fonderie Vasseur');
        const address = codeOf(file);
        expect(address).toMatch(/\/q\/[A-Za-z0-9_-]{22}$/);

        const nobody = await browser.newContext({ baseURL: `${stack.portal}/`, locale: 'fr-FR' });
        const page = await nobody.newPage();
        await page.goto(address);
        await expect(page.getByLabel('Adresse e-mail')).toBeVisible();
        await expect(page.getByText(title)).toHaveCount(0);
        await nobody.close();
        const other = await portalOf('stranger', 'phone');
        await other.goto(address);
        await expect(other.getByText('Ce code n’est pas pour votre compte')).toBeVisible();
        await phone.goto(address);
        await expect(phone).toHaveURL(new RegExp(`/clients/${client}/cases/${id}`));
        await expect(phone.getByRole('heading', { name: title })).toBeVisible();
    });

    await test.step('the bank opens a link on what was validated', async () => {
        await office.goto(tab);
        await office.locator('#elaska-share').getByRole('link', { name: 'Partager par un lien' }).click();
        const form = office.locator('form:has(input[value="share_create"])');
        await expect(form.getByLabel('releve.png')).toHaveCount(0);
        await form.getByLabel('bilan-vasseur.pdf').check();
        await form.locator('input[name="name"]').fill('Crédit Atlantique');
        await form.getByLabel('Usage').selectOption({ label: 'Envoi en banque' });
        await form.getByRole('button', { name: 'Partager par un lien' }).click();
        await expect(office.getByRole('heading', { name: 'Le lien est prêt' })).toBeVisible();
        const address = await office.getByLabel('Adresse à transmettre').inputValue();
        const password = await office.locator('#told-password').inputValue();
        const context = await browser.newContext({ baseURL: `${stack.portal}/`, locale: 'fr-FR' });
        const bank = await context.newPage();
        await bank.goto(address);
        await bank.getByLabel('Mot de passe').fill(password);
        await bank.getByRole('button', { name: 'Voir les documents' }).click();
        const [got] = await Promise.all([bank.waitForEvent('download'), bank.getByRole('link', { name: 'Télécharger bilan-vasseur.pdf' }).click()]);
        expect(readFileSync((await got.path()) as string).equals(pdf('bilan-vasseur.pdf').buffer)).toBeTruthy();
        await context.close();
    });

    await test.step('the log tells it all', async () => {
        await office.goto(tab);
        const link = office.locator('[id^="share-"]', { hasText: 'Crédit Atlantique' });
        await link.getByRole('link', { name: /^Journal/ }).click();
        for (const words of ['Ouverture', 'Téléchargement', 'bilan-vasseur.pdf']) await expect(link.getByText(words).first()).toBeVisible();
        await office.goto(`custom/elaska/case_card.php?id=${id}`);
        await office.getByRole('link', { name: 'Tout voir' }).click();
        await shoot(office, 'journey-papers-journal');
        for (const told of ['Pièce refusée : Relevé de compte', 'Pièce validée : Bilan 2025', 'Pièce validée : Extrait Kbis'])
            await expect(office.getByText(told).first()).toBeVisible();
    });
});
