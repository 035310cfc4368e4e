/*
 * An administrator opens a shipped letter and sees it on a case; an adviser writes one, changes it and finds the PDF in the
 * case.
 */
import { expect, shoot, test } from '../lib/fixtures';

test('DOC-18 DOC-19 an administrator changes a template and is told of names that nobody knows', async ({ officeOf }) => {
    const page = await officeOf('admin');
    await page.goto('custom/elaska/admin/letters.php');
    await shoot(page, 'office-letters');
    await page.getByRole('link', { name: 'Relance de pièces manquantes' }).click();
    const text = page.getByRole('textbox', { name: 'Texte du courrier' });
    await expect(text.getByText('Afficher si').first()).toBeVisible();
    await expect(page.locator('.elp-preview iframe')).toBeVisible({ timeout: 20_000 });
    await shoot(page, 'office-letter-template');
    await text.getByText('Madame, Monsieur').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' {{nom_du_chien}}');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByText('nom_du_chien', { exact: true })).toBeVisible();
});

test('DOC-20 an adviser writes a letter from a case, changes it, and has it in its documents', async ({ officeOf, people }) => {
    const page = await officeOf('manager');
    await page.goto(`custom/elaska/letter.php?id=${people.cases.package.id}`);
    await page.getByLabel('Modèle').selectOption('accompagnement');
    await page.getByRole('button', { name: 'Préparer le courrier' }).click();
    const text = page.getByRole('textbox', { name: 'Texte du courrier' });
    await text.getByText('Madame, Monsieur').first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' et chers clients');
    await shoot(page, 'office-letter-write');
    await page.getByRole('button', { name: 'Créer le PDF' }).click();
    await expect(page).toHaveURL(/case_card\.php/);
    await expect(page.locator('.elaska-letters').getByRole('link', { name: /dossier/ }).first()).toBeVisible();
    await shoot(page, 'office-letter-made');
});
