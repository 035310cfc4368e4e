/*
 * The form of a step, filled in by the client on a phone whose connection drops, while the adviser writes in it too; both
 * find the answers where they look for them.
 */
import { expect, shoot, test } from '../lib/fixtures';

const PDF = {
    name: 'bilan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n', 'latin1'),
};

test('CASE-34 CASE-07 CASE-05 CASE-26 PORT-10 a client fills in the form of a step', async ({ portalOf, officeOf, people }) => {
    const client = people.clients.asked;
    const review = people.cases.review;
    const phone = await portalOf('asked', 'phone');

    await test.step('CASE-26 it waits for him, on the home page and on the case', async () => {
        await phone.goto(`clients/${client}`);
        await expect(phone.getByText('Formulaire à remplir')).toBeVisible();
        await shoot(phone, 'portal-step-home');
        await phone.goto(`clients/${client}/cases/${review.id}`);
        const block = phone.getByRole('region', { name: 'Action requise de votre part' });
        await expect(block.getByText('Votre année')).toBeVisible();
        await shoot(phone, 'portal-step-case');
        await block.getByRole('link', { name: /Répondre/ }).click();
    });

    const staff = phone.getByLabel('Combien de salariés ?');
    await test.step('CASE-07 page by page; the connection drops; closed and opened again', async () => {
        await expect(phone.getByRole('heading', { level: 1, name: 'Votre année' })).toBeVisible();
        await expect(phone.getByLabel('Qui avez-vous embauché ?')).toHaveCount(0);
        await phone.getByRole('button', { name: 'Continuer' }).click();
        await expect(staff).toBeFocused();
        await shoot(phone, 'portal-step-missing');
        await staff.fill('4');
        await phone.context().setOffline(true);
        await phone.getByLabel('Qui avez-vous embauché ?').fill('Lina');
        await expect(phone.getByText('Enregistré sur cet appareil')).toBeVisible();
        await phone.getByLabel('Qu\'attendez-vous de nous ?').fill('Un budget');
        await phone.context().setOffline(false);
        await expect(phone.getByText('Brouillon enregistré')).toBeVisible();
        await phone.reload();
        await expect(staff).toHaveValue('4');
        await phone.getByRole('button', { name: 'Continuer' }).click();
        // Chosen without a network, it waits on the device through a reload.
        await phone.context().setOffline(true);
        await phone.locator('input[type="file"]:not([capture])').setInputFiles(PDF);
        await expect(phone.getByText(/^Gardé sur cet appareil/)).toBeVisible();
        await phone.reload();
        await phone.context().setOffline(false);
        await expect(phone.getByRole('link', { name: 'bilan.pdf', exact: true })).toBeVisible({ timeout: 20_000 });
        await shoot(phone, 'portal-step-page');
        await phone.getByRole('button', { name: 'Vérifier mes réponses' }).click();
        await shoot(phone, 'portal-step-review');
    });

    const office = await officeOf('adviser');
    await test.step('CASE-07 the adviser writes in the same field meanwhile', async () => {
        await office.goto(`custom/elaska/case_card.php?id=${review.id}`);
        await expect(office.getByText('Attend le client')).toBeVisible();
        await office.getByRole('link', { name: 'Remplir le formulaire' }).first().click();
        await office.getByLabel('Qu\'attendez-vous de nous ?').fill('Un plan');
        await shoot(office, 'office-step-waits');
        const second = await office.context().newPage();
        await second.goto(office.url());
        await office.getByRole('button', { name: /brouillon/i }).click();
        await expect(office.getByText('Brouillon gardé.')).toBeVisible();
        // A second window of the office, opened before that.
        await second.getByLabel('Qu\'attendez-vous de nous ?').fill('Un projet');
        await second.getByRole('button', { name: /brouillon/i }).click();
        await expect(second.getByText('a modifié les mêmes réponses')).toBeVisible();
        await second.getByRole('radio', { name: /La sienne/ }).check();
        await shoot(second, 'office-step-conflict');
        await second.getByRole('button', { name: 'Enregistrer avec ces choix' }).click();
        await expect(second.getByText('Brouillon gardé.')).toBeVisible();
        await second.close();
    });

    await test.step('CASE-07 he is told, chooses, and sends', async () => {
        await phone.getByRole('button', { name: 'Envoyer mes réponses' }).click();
        await expect(phone.getByText('Votre conseiller a écrit entre-temps')).toBeVisible();
        await shoot(phone, 'portal-step-conflict');
        await phone.getByRole('radio', { name: /La vôtre/ }).check();
        await phone.getByRole('button', { name: 'Envoyer avec ces choix' }).click();
        await expect(phone.getByText('Vos réponses sont envoyées')).toBeVisible();
        await shoot(phone, 'portal-step-sent');
        await phone.getByRole('link', { name: 'Retour au dossier' }).click();
        await expect(phone.getByText(/Réponses envoyées par Noé Aubrac/).first()).toBeVisible();
        await expect(phone.getByRole('region', { name: 'Action requise de votre part' })).toHaveCount(0);
        await expect(phone.getByText(/Formulaire rempli/).first()).toBeVisible();
        await phone.goto(`clients/${client}`);
        await expect(phone.getByText('Formulaire à remplir')).toHaveCount(0);
    });

    await test.step('CASE-05 the adviser reads the answers, with who and when', async () => {
        await office.goto(`custom/elaska/case_card.php?id=${review.id}&tab=infos`);
        await expect(office.getByText(/Rempli par Noé Aubrac/)).toBeVisible();
        await expect(office.getByText('Un budget')).toBeVisible();
        await expect(office.getByText('bilan.pdf')).toBeVisible();
        await shoot(office, 'office-step-answers');
        await office.goto(`custom/elaska/case_card.php?id=${review.id}`);
        await expect(office.getByText('Formulaire rempli par le client')).toBeVisible();
        await shoot(office, 'office-step-case');
    });
});
