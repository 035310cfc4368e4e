/*
 * The list of cases as an adviser works with it: criteria, order, views that are kept, changes in place with undo, many
 * rows at once, board, calendar, files.
 */
import { expect, shoot, test } from '../lib/fixtures';

const LIST = 'custom/elaska/case_list.php?view=all';

test('CRM-23 filters with and/or survive a reload and become a view', async ({ officeOf }) => {
    const page = await officeOf('manager');
    await page.goto(LIST);
    const rows = page.locator('.ell-table tbody tr');
    const all = await rows.count();
    expect(all).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.getByRole('combobox', { name: 'Champ' }).selectOption('title');
    await page.getByRole('textbox', { name: 'Intitulé' }).fill('zzz-introuvable');
    await expect(page.getByText('Aucune ligne ne répond à ces filtres.')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Aucune ligne ne répond à ces filtres.')).toBeVisible();
    await page.getByRole('button', { name: '+ Ajouter une condition' }).click();
    await page.getByRole('combobox', { name: 'Champ' }).nth(1).selectOption('status');
    await page.getByRole('combobox', { name: 'Statut' }).selectOption('@active');
    await page.locator('.ell-kind select').selectOption('or');
    await expect(rows.first()).toBeVisible();
    await shoot(page, 'office-list-filters');
    await page.locator('.ell-viewmenu summary').click();
    await page.getByRole('button', { name: 'Enregistrer comme nouvelle vue…' }).click();
    await page.getByLabel('Nom de la vue').fill('En cours à ma façon');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByRole('link', { name: 'En cours à ma façon' })).toHaveAttribute('aria-current', 'page');
    await expect(rows.first()).toBeVisible();
});

test('CASE-32 a case is changed in place and the change undone; many at once', async ({ officeOf }) => {
    const page = await officeOf('manager');
    await page.goto('custom/elaska/case_list.php?view=open');
    const status = page.locator('.ell-table tbody tr').first().locator('td[data-label="Statut"]');
    const before = await status.locator('.elaska-badge').first().innerText();
    const to = before === 'À traiter' ? 'in_progress' : 'todo';
    await status.getByRole('button').click();
    await status.getByRole('combobox').selectOption(to);
    await expect(page.getByText('Modifié.')).toBeVisible();
    await page.getByRole('button', { name: 'Annuler la modification' }).click();
    await expect(page.getByText('Modification annulée.')).toBeVisible();
    await expect(status.locator('.elaska-badge').first()).toHaveText(before);
    await page.locator('.ell-table tbody input[type="checkbox"]').first().check();
    const bar = page.getByRole('region', { name: 'Modifier' });
    await bar.getByRole('combobox').first().selectOption('priority');
    await bar.getByRole('combobox').nth(1).selectOption('2');
    await bar.getByRole('button', { name: 'Appliquer' }).click();
    await expect(page.getByText('1 modifiées.')).toBeVisible();
});

test('CASE-32 the same cases as a board and as a calendar, by keyboard too', async ({ officeOf }) => {
    const page = await officeOf('manager');
    await page.goto(LIST);
    await page.getByRole('button', { name: 'Colonnes' }).click();
    await page.getByRole('button', { name: 'Descendre Client' }).press('Enter');
    await expect(page.locator('.ell-table thead th').nth(2)).toContainText('Statut');
    await page.getByRole('button', { name: 'Tableau' }).click();
    await expect(page.locator('.ell-card').first()).toBeVisible();
    await shoot(page, 'office-list-board');
    await page.getByRole('button', { name: 'Calendrier' }).click();
    await expect(page.locator('.ell-month')).toBeVisible();
    await page.getByRole('button', { name: 'Mois suivant' }).click();
    await page.getByRole('button', { name: 'Liste', exact: true }).click();
    await expect(page.locator('.ell-table')).toBeVisible();
});

test('CRM-23 what is shown leaves as a spreadsheet', async ({ officeOf }) => {
    const page = await officeOf('manager');
    await page.goto(LIST);
    await page.locator('.ell-bar summary').click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Excel (XLSX)' }).click();
    expect((await coming).suggestedFilename()).toMatch(/^cases-.*\.xlsx$/);
});
