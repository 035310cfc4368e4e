/*
 * What a program can find of barriers (WCAG 2.2 A and AA, PLAT-07) on the pages of cases and requests: in light and dark, on
 * a phone and at a desk, with their sheets open.
 */
import type { Page } from '@playwright/test';
import { look, sheet, type Visit } from '../lib/barriers';
import { expect, test } from '../lib/fixtures';

/** The form of a step, by the address that the case gives. */
async function stepOf(page: Page, client: number, id: number): Promise<string> {
    const answer = await page.request.get(`v1/clients/${client}/cases/${id}`);
    const { steps } = (await answer.json()) as { steps: { id: number; asks: object | null }[] };
    const step = steps.find(({ asks }) => asks);
    expect(step, 'a step with a form').toBeTruthy();
    return `/steps/${step?.id}`;
}

test('CASE-33 CASE-34 PORT-10 PLAT-07 pages of cases and requests on a phone have no barriers', async ({ portalOf, people }) => {
    const page = await portalOf('asked', 'phone');
    const { review } = people.cases;
    const one = `/cases/${review.id}`;
    const tab = (code: string): Visit => [`${one}?tab=${code}`];
    await look(page, people.clients.asked, [
        [''],
        ['/cases'],
        ['/cases', sheet(/^Filtrer/)],
        ['/cases?q=introuvable'],
        [one],
        [one, sheet(/^QR code/)],
        [one, sheet(/^Ajouter une tâche/)],
        ...['tasks', 'documents', 'steps', 'exchanges'].map(tab),
        [await stepOf(page, people.clients.asked, review.id)],
        [`/contact?about=${review.ref}`],
        ['/services'],
        ['/services/audit-organisationnel'],
        ['/requests'],
        ['/profile'],
    ]);
});

test('CASE-34 PLAT-07 a task in its sheet has no barriers; the bar below comes back with the focus', async ({ portalOf, people }) => {
    const page = await portalOf('client', 'phone');
    const client = people.clients.bakery;
    const tasks = `/cases/${people.cases.package.id}?tab=tasks`;
    await page.goto(`clients/${client}${tasks}`);
    await page.getByRole('button', { name: 'Ajouter une tâche' }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('Relire l’annexe');
    await page.getByRole('dialog').locator('button[type="submit"]').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await look(page, client, [[tasks], [tasks, sheet(/^Relire l’annexe/)]]);
    await page.keyboard.press('Escape');
    const more = page.getByRole('button', { name: 'Plus', exact: true });
    await more.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
});

test('CASE-33 CASE-34 PORT-10 PLAT-07 pages of cases and requests at a desk have no barriers', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    const { bakery } = people.clients;
    const one = `/cases/${people.cases.hourly.id}`;
    await look(page, bakery, [
        [''],
        ['/cases'],
        [one],
        [one, sheet(/^QR code/)],
        [`${one}?tab=time`],
        [`${one}?tab=money`],
        ['/services'],
        ['/services/assistance-embauche'],
        ['/profile'],
    ]);
});
