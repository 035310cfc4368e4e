/*
 * The main job, as three people: an adviser times work to the second, a manager validates and invoices it, the client
 * reads it. List, invoice line and portal agree to the cent and to the second.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';
import { cents, seconds, worth } from '../lib/numbers';
import type { Stack } from '../lib/stack';

const WORKED = 4531; // 01:15:31
const RATE = 8500;
const TEXT = 'Relecture du mémoire technique et du bordereau des prix';

test.describe.configure({ mode: 'serial' });

/** The entry that the journey made, by its words. */
const rowOf = (page: Page): Locator => page.getByRole('row').filter({ hasText: TEXT });

/** Puts the clock of the only timer at a number of seconds: nobody waits an hour and a quarter for a test. */
const setTimer = (stack: Stack, user: number, worked: number): void => {
    stack.sql(`UPDATE llx_elaska_timer SET accrued_s = ${worked}, started_at = started_at - ${worked} WHERE fk_user = ${user}`);
};

let entry = 0;
let invoice = 0;
let ref = '';

test('TIME-02 the adviser starts a timer from the case, pauses and stops it at a known second', async ({
    officeOf,
    people,
    stack,
}) => {
    const page = await officeOf('adviser');
    await page.goto(`custom/elaska/case_card.php?id=${people.cases.timed.id}`);
    await shoot(page, 'office-case');
    const bar = page.locator('[data-elaska-timer]');
    await bar.getByRole('button', { name: 'Chronomètre' }).click();
    const panel = page.getByRole('dialog', { name: 'Chronomètre' });
    await panel.getByRole('option', { name: /Sur cette page/ }).click();
    const running = bar.getByRole('group', { name: new RegExp(`Chronomètre en marche.*${people.cases.timed.title}`) });
    await expect(running.getByRole('timer')).toHaveText(/^00:00:0[1-9]$/);
    await shoot(page, 'office-timer');

    await running.getByRole('button', { name: 'Mettre en pause' }).click();
    await expect(bar.getByRole('button', { name: 'Chronomètre (1)' })).toBeVisible();
    setTimer(stack, people.adviser.id, WORKED);
    await page.reload();
    await bar.getByRole('button', { name: 'Chronomètre (1)' }).click();
    await expect(panel).toContainText('01:15:31');
    await panel.getByRole('button', { name: /^Arrêter et enregistrer/ }).click();
    await expect(page).toHaveURL(/time_card\.php\?id=\d+/);
    entry = Number(new URL(page.url()).searchParams.get('id'));
    await expect(page.locator('input[name="duration"]')).toHaveValue('01:15:31');
});

test('TIME-01 TIME-06 the draft is completed and submitted', async ({ officeOf }) => {
    const page = await officeOf('adviser');
    await page.goto(`custom/elaska/time_card.php?id=${entry}`);
    await page.getByRole('textbox', { name: 'Description' }).fill(TEXT);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.locator('input[name="duration"]')).toHaveValue('01:15:31');
    await shoot(page, 'office-entry');
    await page.getByRole('button', { name: 'Enregistrer et soumettre' }).click();
    await expect(page.getByText('Saisie soumise à validation')).toBeVisible();
    await page.goto('custom/elaska/time_list.php?view=unvalidated');
    await expect(rowOf(page)).toContainText('Soumis');
    await shoot(page, 'office-time-adviser');
    // Validating is not an adviser's to do, but leading the case he may: his own time he may not.
    await expect(rowOf(page).getByRole('button', { name: 'Valider' })).toHaveCount(0);
});

test('TIME-06 the manager validates; the list shows seconds and amount', async ({ officeOf }) => {
    const page = await officeOf('manager');
    await page.goto('custom/elaska/time_list.php?view=unvalidated');
    const row = rowOf(page);
    expect(seconds(await row.innerText())).toBe(WORKED);
    expect(cents(await row.innerText())).toBe(worth(WORKED, RATE));
    await shoot(page, 'office-time-manager');
    await row.getByRole('button', { name: 'Valider' }).click();
    await expect(page.getByText('Saisie validée')).toBeVisible();
    await page.goto('custom/elaska/time_list.php?view=validated');
    await expect(rowOf(page)).toContainText('01:15:31');
});

test('TIME-15 TIME-16 preview writes nothing, then one invoice is created', async ({ officeOf, people, stack }) => {
    const page = await officeOf('manager');
    await page.goto('custom/elaska/billing_queue.php');
    await shoot(page, 'office-billing-queue');
    await page.goto(`custom/elaska/billing_client.php?socid=${people.clients.journey}`);
    await shoot(page, 'office-billing-choose');
    const invoices = (): string | undefined =>
        stack.sql(`SELECT COUNT(*) n FROM llx_facture WHERE fk_soc = ${people.clients.journey}`)[0]?.n;
    await page.getByRole('button', { name: 'Voir les lignes' }).click();
    const line = page.getByRole('row').filter({ hasText: people.cases.timed.ref });
    await expect(line).toHaveCount(1);
    expect(seconds(await line.locator('td').nth(1).innerText())).toBe(WORKED);
    expect(cents(await line.innerText())).toBe(worth(WORKED, RATE));
    expect(invoices()).toBe('0');
    await shoot(page, 'office-billing-preview');
    await page.getByRole('button', { name: 'Créer une facture' }).click();
    await expect(page).toHaveURL(/compta\/facture\/card\.php\?facid=\d+/);
    invoice = Number(new URL(page.url()).searchParams.get('facid'));
    expect(invoices()).toBe('1');
    await shoot(page, 'office-invoice-draft');
});

test('TIME-16 the invoice is validated by Dolibarr itself, its line is worth the same', async ({ officeOf, stack }) => {
    const page = await officeOf('manager');
    await page.goto(`compta/facture/card.php?facid=${invoice}`);
    await expect(page.getByText(TEXT.slice(0, 20)).or(page.getByText('01:15:31')).first()).toBeVisible();
    await page.getByRole('link', { name: 'Valider', exact: true }).click();
    await page.getByRole('button', { name: 'Oui' }).or(page.getByRole('button', { name: 'Valider' })).first().click();
    const row = (): Record<string, string> | undefined =>
        stack.sql(
            `SELECT f.ref, f.fk_statut s, ROUND(d.total_ht * 100) ht, ROUND(d.qty * 3600) worked, REPLACE(d.description, '\n', ' ') said
                FROM llx_facture f JOIN llx_facturedet d ON d.fk_facture = f.rowid WHERE f.rowid = ${invoice}`,
        )[0];
    await expect.poll(() => row()?.s).toBe('1');
    ref = row()?.ref ?? '';
    expect(Number(row()?.ht)).toBe(worth(WORKED, RATE));
    expect(Number(row()?.worked)).toBe(WORKED);
    expect(seconds(row()?.said ?? '')).toBe(WORKED);
    await page.goto(`compta/facture/card.php?facid=${invoice}`);
    await expect(page.getByText(ref).first()).toBeVisible();
    await shoot(page, 'office-invoice');
    await page.goto(`custom/elaska/invoice_tab.php?id=${invoice}`);
    await expect(page.getByText('01:15:31').first()).toBeVisible();
    await shoot(page, 'office-invoice-tab');
    await page.goto('custom/elaska/time_list.php?view=invoiced');
    const listed = await rowOf(page).innerText();
    expect(seconds(listed)).toBe(WORKED);
    expect(cents(listed)).toBe(worth(WORKED, RATE));
    expect(listed).toContain(ref);
});

test('COM-09 COM-22 the mail that announces it is in the sink, once', async ({ people, stack }) => {
    const sent = (): number => stack.mails(`<${people.portal.journey.login}>`, ref).length;
    await expect.poll(sent, { timeout: 30_000 }).toBe(1);
    expect(stack.mails(`<${people.portal.journey.login}>`, ref)[0]).toContain('Message-ID:');
});

test('PORT-20 PORT-22 the client reads it in the portal, every second explained', async ({ people, portalOf, stack }) => {
    const page = await portalOf('journey');
    await page.goto(`clients/${people.clients.journey}`);
    await expect(page.getByText(ref).first()).toBeVisible();
    await shoot(page, 'portal-journey-home');
    await page.goto(`clients/${people.clients.journey}/invoices/${invoice}`);
    await expect(page.getByRole('heading', { name: new RegExp(ref) })).toBeVisible();
    await shoot(page, 'portal-journey-invoice');
    const api = async (path: string): Promise<Record<string, never>> =>
        (await page.request.get(`${stack.portal}/v1/clients/${people.clients.journey}/${path}`)).json();
    const shown = (await api(`invoices/${invoice}`)) as unknown as { total_ht_minor: number; total_minor: number };
    expect(shown.total_ht_minor).toBe(worth(WORKED, RATE));
    const main = await page.getByRole('main').innerText();
    expect(main.replace(/[\s\u00a0\u202f]/g, '')).toContain((worth(WORKED, RATE) / 100).toFixed(2).replace('.', ','));
    await page.goto(`clients/${people.clients.journey}/cases/${people.cases.timed.id}?tab=time`);
    await expect(page.getByText(TEXT)).toBeVisible();
    await shoot(page, 'portal-journey-time');
    const sheet = (await api(`cases/${people.cases.timed.id}/time`)) as unknown as { rows: { duration_s: number; description: string }[] };
    expect(sheet.rows.find((row) => row.description === TEXT)?.duration_s).toBe(WORKED);
    for (const file of ['pdf', 'annex.pdf']) {
        const pdf = await page.request.get(`${stack.portal}/v1/clients/${people.clients.journey}/invoices/${invoice}/${file}`);
        expect(pdf.status(), file).toBe(200);
        expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    }
});
