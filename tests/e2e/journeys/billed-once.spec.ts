/* The same hours are billed once, however often and by however many «Créer une facture» is pressed. */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const preview = async (page: Page, client: number): Promise<void> => {
    await page.goto(`custom/elaska/billing_client.php?socid=${client}`);
    await page.getByRole('button', { name: 'Voir les lignes' }).click();
    await expect(page.getByRole('button', { name: 'Créer une facture' })).toBeVisible();
};

test('TIME-16 a double click and a second manager make no second invoice', async ({ officeOf, people, stack }) => {
    const client = people.clients.twice;
    const invoices = (): string | undefined =>
        stack.sql(`SELECT COUNT(*) n FROM llx_facture WHERE fk_soc = ${client}`)[0]?.n;
    const [first, second] = [await officeOf('manager'), await officeOf('admin')];
    await preview(first, client);
    await preview(second, client);

    await first.getByRole('button', { name: 'Créer une facture' }).dblclick();
    await expect(first).toHaveURL(/compta\/facture\/card\.php\?facid=\d+/);
    expect(invoices()).toBe('1');

    await second.getByRole('button', { name: 'Créer une facture' }).click();
    await expect(second).toHaveURL(/billing_client\.php/);
    expect(invoices()).toBe('1');
    await shoot(second, 'office-billing-late');
    const held = `SELECT COUNT(*) n, COUNT(DISTINCT fk_facture) f FROM llx_elaska_time WHERE fk_soc = ${client} AND status = 'invoiced'`;
    expect(stack.sql(held)[0]).toEqual({ n: '2', f: '1' });
});

test('SEC-09 a form without the session’s token changes nothing', async ({ officeOf, people, stack }) => {
    const page = await officeOf('manager');
    const count = (): string | undefined =>
        stack.sql('SELECT COUNT(*) n FROM llx_elaska_time')[0]?.n;
    const before = count();
    for (const token of ['', 'notthetoken']) {
        const answer = await page.request.post(`${stack.office}/custom/elaska/time_card.php`, {
            form: { token, action: 'add', case: String(people.cases.timed.id), activity: String(people.activities[0]?.id), work_on: '2026-01-05', duration: '1h', description: 'Sans jeton' },
            maxRedirects: 0,
        });
        expect(answer.status(), token).toBeLessThan(500);
    }
    const island = await page.request.post(`${stack.office}/custom/elaska/ajax/office.php`, {
        headers: { 'Content-Type': 'application/json' },
        data: { op: 'timer.start', in: { case: people.cases.timed.id } },
    });
    expect(island.ok()).toBeFalsy();
    expect(count()).toBe(before);
    expect(stack.sql(`SELECT COUNT(*) n FROM llx_elaska_timer WHERE fk_user = ${people.manager.id}`)[0]?.n).toBe('0');
});
