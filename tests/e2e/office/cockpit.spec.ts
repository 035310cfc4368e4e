/*
 * The cockpit of a case: forms that react while they are filled, links that open the right thing.
 */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';
import type { People } from '../lib/stack';

/** A case of a kind, opened by hand; its page. */
async function opened(page: Page, people: People, kind: string, title: string): Promise<string> {
    await page.goto(`custom/elaska/case_card.php?action=create&client=${people.clients.bakery}&template=${kind}`);
    await page.getByLabel('Titre').fill(title);
    await page.locator('form:has(input[name="title"]) button.butAction').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    return `custom/elaska/case_card.php?id=${new URL(page.url()).searchParams.get('id')}`;
}

test('CASE-07 PLAT-08 fields of a case react, refuse and compute while they are typed', async ({ officeOf, people }) => {
    const page = await officeOf('manager');
    const card = await opened(page, people, 'sortie-salarie', `Sortie <b>de</b> M. Louis ${'long '.repeat(20)}`.trim());
    await page.goto(`${card}&tab=infos&edit=fields`);
    const form = page.locator('.elf');
    await expect(form.getByLabel('Convention de rupture signée le')).toHaveCount(0);
    await form.getByLabel('Motif de départ').selectOption({ label: 'Rupture conventionnelle' });
    await form.getByLabel('Convention de rupture signée le').fill('2026-11-02');
    await expect(form.getByText('17/11/2026')).toBeVisible();
    await form.getByLabel('Indemnité de rupture').fill('1 200,50');
    await form.getByLabel('Indemnité de congés payés').fill('300');
    await expect(form.getByText(/1\s?500,50/)).toBeVisible();
    await form.getByLabel('Préavis en jours').fill('deux mois');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(form.getByLabel('Préavis en jours')).toBeFocused();
    await shoot(page, 'office-case-fields');
    await form.getByLabel('Préavis en jours').fill('60');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.locator('.elf')).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toBeVisible();
    await expect(page.locator('main').getByText('Rupture conventionnelle')).toBeVisible();
});

test('CASE-07 without scripts the plain form stores the same fields', async ({ browser, officeOf, people, stack }) => {
    const page = await officeOf('manager');
    const card = await opened(page, people, 'sortie-salarie', 'Sortie de Mme Roux');
    const context = await browser.newContext({ baseURL: `${stack.office}/`, locale: 'fr-FR', javaScriptEnabled: false, storageState: await page.context().storageState() });
    const plain = await context.newPage();
    await plain.goto(`${card}&tab=infos&edit=fields`);
    await plain.getByLabel('Poste occupé').fill('Vendeuse');
    await plain.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(plain.getByText('Vendeuse')).toBeVisible();
    await context.close();
});

test('CASE-23 a row of the list of tasks opens the window of the task', async ({ officeOf, people }) => {
    const page = await officeOf('manager');
    await opened(page, people, 'audit-organisationnel', 'Audit de Mme Petit');
    await page.goto('custom/elaska/task_list.php?view=all');
    const link = page.locator('.ell-table tbody tr', { hasText: 'Audit de Mme Petit' }).first().locator('a[href*="task="]').first();
    const title = (await link.innerText()).trim();
    await link.click();
    await expect(page).toHaveURL(/case_card\.php\?id=\d+&tab=tasks&task=\d+/);
    const sheet = page.getByRole('dialog');
    await expect(sheet).toBeVisible();
    await expect(sheet.getByLabel('Titre')).toHaveValue(title);
    await shoot(page, 'office-task-window');
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(page.getByText(title).first()).toBeVisible();
});
