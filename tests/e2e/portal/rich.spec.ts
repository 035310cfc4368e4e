/*
 * Formatted text: a client answers with a list in his request, on a phone whose connection drops; the adviser reads it,
 * writes formatted conclusions in the case, and the client reads them as they were written.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

/** Types into an editor; lines begin as lists where the button was pressed. */
async function written(page: Page, box: Locator, text: string): Promise<void> {
    await box.click();
    await page.keyboard.type(text);
}

test('CASE-07 CASE-28 PLAT-08 SEC-13 formatted texts are written and read on both sides', async ({ portalOf, officeOf, people }) => {
    test.slow();
    const client = people.clients.journey;
    const phone = await portalOf('journey', 'phone');

    await test.step('CASE-28 the client answers with a list; the connection drops', async () => {
        await phone.goto(`clients/${client}/services`);
        await phone.getByRole('link', { name: 'Audit organisationnel' }).click();
        await phone.getByLabel('Combien êtes-vous ?').fill('6');
        await phone.getByLabel('Votre activité en quelques mots').fill('Menuiserie');
        await phone.getByRole('button', { name: 'Continuer' }).click();
        await phone.getByRole('checkbox', { name: 'Ressources humaines' }).check();
        await phone.getByRole('button', { name: 'Continuer' }).click();
        const box = phone.getByRole('textbox', { name: 'La tâche que vous aimeriez ne plus faire' });
        await expect(box).toBeFocused();
        await shoot(phone, 'portal-rich-missing');
        await phone.context().setOffline(true);
        await written(phone, box, 'Les plannings, surtout ');
        await phone.getByRole('button', { name: 'Gras' }).click();
        await phone.keyboard.type('le lundi');
        await phone.getByRole('button', { name: 'Gras' }).click();
        await phone.keyboard.press('Enter');
        await phone.getByRole('button', { name: 'Liste à puces' }).click();
        await phone.keyboard.type('absences');
        await phone.keyboard.press('Enter');
        await phone.keyboard.type('remplacements');
        await expect(phone.getByText('Enregistré sur cet appareil')).toBeVisible();
        await shoot(phone, 'portal-rich-typed');
        await phone.emulateMedia({ colorScheme: 'dark' });
        await shoot(phone, 'portal-rich-typed-dark');
        await phone.emulateMedia({ colorScheme: 'light' });
        await phone.context().setOffline(false);
        await expect(phone.getByText('Brouillon enregistré')).toBeVisible();
        await phone.reload();
        await expect(box.locator('strong')).toHaveText('le lundi');
        await expect(box.locator('li')).toHaveCount(2);
    });

    await test.step('CASE-28 he reads it once more and sends it', async () => {
        await phone.getByRole('button', { name: 'Continuer' }).click();
        await phone.getByLabel('Votre priorité').selectOption({ label: 'Gagner du temps' }).catch(() => phone.getByLabel('Gagner du temps').check());
        await phone.getByRole('button', { name: 'Vérifier ma demande' }).click();
        await expect(phone.locator('dd strong', { hasText: 'le lundi' })).toBeVisible();
        await shoot(phone, 'portal-rich-review');
        const consent = phone.getByRole('checkbox');
        if (await consent.count()) await consent.check();
        await phone.getByRole('button', { name: 'Envoyer ma demande' }).click();
        await expect(phone.getByText('Votre demande est envoyée')).toBeVisible();
        await phone.getByRole('link', { name: 'Suivre ma demande' }).click();
        await expect(phone.locator('dd li', { hasText: 'remplacements' })).toBeVisible();
        await shoot(phone, 'portal-rich-request');
    });

    const office = await officeOf('manager');
    let card = '';
    await test.step('CASE-29 the adviser reads it and opens the case', async () => {
        await office.goto('custom/elaska/request_list.php');
        await office.getByRole('link', { name: /Audit organisationnel/ }).first().click();
        await expect(office.locator('.elaska-rich strong', { hasText: 'le lundi' })).toBeVisible();
        await shoot(office, 'office-rich-request');
        await office.goto(`custom/elaska/case_card.php?action=create&client=${client}&template=audit-organisationnel`);
        await office.getByLabel('Titre').fill('Audit de la menuiserie');
        await office.locator('form:has(input[name="title"]) button.butAction').click();
        await expect(office.getByRole('heading', { level: 1 })).toHaveText('Audit de la menuiserie');
        card = `custom/elaska/case_card.php?id=${new URL(office.url()).searchParams.get('id')}`;
    });

    await test.step('PLAT-08 he formats his conclusions', async () => {
        await office.goto(`${card}&tab=infos&edit=fields`);
        const box = office.getByRole('textbox', { name: 'Conclusions' });
        await written(office, box, 'Synthèse');
        await office.getByLabel('Style du paragraphe').selectOption({ label: 'Titre 1' });
        await office.keyboard.press('End');
        await office.keyboard.press('Enter');
        await office.keyboard.type('Deux jours perdus, voir ');
        await office.keyboard.press('Control+k');
        await office.getByLabel('Adresse du lien').fill('javascript:alert(1)');
        await office.keyboard.press('Enter');
        await expect(office.getByText('Cette adresse n’est pas valable')).toBeVisible();
        await shoot(office, 'office-rich-link');
        await office.getByLabel('Adresse du lien').fill('www.service-public.fr');
        await office.keyboard.press('Enter');
        await office.keyboard.press('Enter');
        await office.getByRole('button', { name: 'Liste numérotée' }).click();
        await office.keyboard.type('Grouper');
        await office.keyboard.press('Enter');
        await office.keyboard.type('Déléguer');
        await shoot(office, 'office-rich-typed');
        await office.getByRole('button', { name: 'Enregistrer' }).click();
        await expect(office.locator('.elf')).toHaveCount(0);
        const read = office.locator('.elaska-rich').first();
        await expect(read.getByRole('heading', { name: 'Synthèse' })).toBeVisible();
        await expect(read.locator('ol > li')).toHaveCount(2);
        await expect(read.getByRole('link')).toHaveAttribute('href', 'https://www.service-public.fr/');
        await expect(read.getByRole('link')).toHaveAttribute('rel', /noopener/);
        await shoot(office, 'office-rich-case');
    });

    await test.step('PORT-10 the client reads them as they were written', async () => {
        await phone.goto(`clients/${client}/cases`);
        await phone.getByRole('link', { name: 'Audit de la menuiserie' }).click();
        await phone.getByRole('link', { name: 'Plan d\'actions' }).click();
        await expect(phone.getByRole('heading', { name: 'Synthèse' })).toBeVisible();
        await expect(phone.locator('ol > li', { hasText: 'Déléguer' })).toBeVisible();
        await shoot(phone, 'portal-rich-case');
        await phone.emulateMedia({ colorScheme: 'dark' });
        await shoot(phone, 'portal-rich-case-dark');
    });

    await test.step('CRM-23 the list shows its first words', async () => {
        await office.goto('custom/elaska/case_list.php');
        await expect(office.getByText('Audit de la menuiserie').first()).toBeVisible();
    });
});
