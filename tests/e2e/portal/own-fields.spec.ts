/*
 * The firm's own fields that it opens to the client: on his profile and on his tasks, filled in by him; two who write at once
 * are told.
 */
import { expect, shoot, test } from '../lib/fixtures';

const PDF = {
    name: 'kbis.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n', 'latin1'),
};

test('PORT-10 PLAT-08 CRM-07 a client fills in the fields that the firm opens to him', async ({ portalOf, people }) => {
    const client = people.clients.asked;
    const phone = await portalOf('asked', 'phone');
    const profile = `clients/${client}/profile`;
    await phone.goto(profile);
    const card = phone.getByRole('region', { name: 'Informations de Fromagerie Aubrac' });
    await expect(card.getByText('Expert-comptable')).toBeVisible();
    await expect(card.getByText('Note interne')).toHaveCount(0);
    const second = await phone.context().newPage();
    await second.goto(profile);
    await second.getByRole('button', { name: 'Modifier', exact: true }).click();

    await test.step('he fills in what is his', async () => {
        await card.getByRole('button', { name: 'Modifier', exact: true }).click();
        await expect(card.getByRole('textbox')).toHaveCount(1);
        await card.getByLabel('Activité').fill('Fromages de montagne');
        await shoot(phone, 'portal-own-form');
        await card.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(card.getByText('Fromages de montagne')).toBeVisible();
        await shoot(phone, 'portal-own');
    });

    await test.step('PORT-02 and a file, which waits without a network and leaves by itself', async () => {
        await phone.setViewportSize({ width: 390, height: 844 });
        await card.getByRole('button', { name: 'Modifier', exact: true }).click();
        await phone.context().setOffline(true);
        await card.locator('input[type="file"]:not([capture])').setInputFiles(PDF);
        await expect(card.getByText(/^Gardé sur cet appareil/)).toBeVisible();
        await shoot(phone, 'portal-own-file-waits');
        await phone.setViewportSize({ width: 390, height: 844 });
        await card.getByRole('button', { name: 'Annuler', exact: true }).click();
        await phone.context().setOffline(false);
        await expect(card.getByRole('link', { name: 'kbis.pdf', exact: true })).toBeVisible({ timeout: 20_000 });
        await shoot(phone, 'portal-own-file');
    });

    await test.step('who wrote in the same field meanwhile is told, and chooses', async () => {
        await second.getByLabel('Activité').fill('Fromages');
        await second.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(second.getByText('Votre conseiller a écrit entre-temps')).toBeVisible();
        await expect(second.getByLabel('Activité')).toHaveValue('Fromages');
        await second.emulateMedia({ colorScheme: 'dark' });
        // What he may only read stands beside the choice.
        await expect(second.getByRole('region', { name: 'Informations de Fromagerie Aubrac' }).getByText('Expert-comptable')).toBeVisible();
        await shoot(second, 'portal-own-met-dark');
        await second.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(second.getByText('Fromages', { exact: true })).toBeVisible();
    });

    await test.step('CRM-07 those of his contacts, and of nobody else', async () => {
        await phone.setViewportSize({ width: 390, height: 844 });
        await phone.goto(profile);
        const contacts = phone.getByRole('region', { name: 'Contacts de Fromagerie Aubrac' });
        await expect(contacts.getByRole('button')).toHaveCount(1);
        await shoot(phone, 'portal-own-contacts');
        await phone.setViewportSize({ width: 390, height: 844 });
        await contacts.getByRole('button', { name: /Lina Aubrac/ }).click();
        const one = phone.getByRole('dialog');
        await expect(one.getByText('Rôle au cabinet')).toBeVisible();
        await expect(one.getByText('Humeur')).toHaveCount(0);
        await one.getByRole('button', { name: 'Modifier', exact: true }).click();
        await one.getByLabel('Joignable').fill('Le matin');
        await shoot(phone, 'portal-own-contact-form');
        await one.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(one.getByText('Le matin')).toBeVisible();
        await phone.emulateMedia({ colorScheme: 'dark' });
        await shoot(phone, 'portal-own-contact-dark');
        await phone.emulateMedia({ colorScheme: 'light' });
    });

    await test.step('and those of a task', async () => {
        await phone.setViewportSize({ width: 390, height: 844 });
        await phone.goto(`clients/${client}/cases/${people.cases.review.id}?tab=tasks`);
        await phone.getByRole('button', { name: 'Ajouter une tâche' }).first().click();
        await phone.getByRole('dialog').getByRole('textbox').first().fill('Visiter la cave');
        await phone.getByRole('dialog').locator('button[type="submit"]').click();
        await expect(phone.getByRole('dialog')).toHaveCount(0);
        await phone.getByRole('button', { name: /^Visiter la cave/ }).click();
        const task = phone.getByRole('dialog');
        await task.getByRole('button', { name: 'Modifier', exact: true }).click();
        await task.getByLabel('Lieu').fill('Aurillac');
        await phone.emulateMedia({ colorScheme: 'dark' });
        await shoot(phone, 'portal-own-task-dark');
        await phone.setViewportSize({ width: 390, height: 844 });
        await task.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(task.getByText('Aurillac')).toBeVisible();
    });
});
