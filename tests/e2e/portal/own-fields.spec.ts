/*
 * The firm's own fields that it opens to the client: on his profile and on his tasks, filled in by him; two who write at once
 * are told.
 */
import { expect, shoot, test } from '../lib/fixtures';

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

    await test.step('who wrote in the same field meanwhile is told, and chooses', async () => {
        await second.getByLabel('Activité').fill('Fromages');
        await second.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(second.getByText('Votre conseiller a écrit entre-temps')).toBeVisible();
        await expect(second.getByLabel('Activité')).toHaveValue('Fromages');
        await second.emulateMedia({ colorScheme: 'dark' });
        await shoot(second, 'portal-own-met-dark');
        await second.getByRole('button', { name: 'Enregistrer', exact: true }).click();
        await expect(second.getByText('Fromages', { exact: true })).toBeVisible();
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
