/* Cases and requests in the portal: they fit the narrowest phone, in light and dark, and say when the service fails. */
import { expect, shoot, test } from '../lib/fixtures';
import type { Page } from '@playwright/test';

const fits = (page: Page): Promise<boolean> =>
    page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('PORT-10 CASE-33 CASE-34 CASE-28 pages of cases and requests fit a phone, in light and dark', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    const client = people.clients.bakery;
    for (const [name, path, title] of [
        ['cases', 'cases', 'Mes dossiers'],
        ['case', `cases/${people.cases.hourly.id}`, people.cases.hourly.title],
        ['requests', 'requests', 'Mes demandes'],
        ['services', 'services', 'Nouvelle demande'],
    ] as const) {
        await page.goto(`clients/${client}/${path}`);
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
        for (const scheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme: scheme });
            await shoot(page, `portal-${name}-${scheme}`);
            await page.setViewportSize({ width: 320, height: 640 });
            expect(await fits(page), `${name}, ${scheme}`).toBeTruthy();
        }
    }
});

test('CASE-33 a list that cannot be read says so and is tried again', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    await page.route(/\/v1\/clients\/\d+\/cases(\?|$)/, (route) => route.fulfill({ status: 503 }));
    await page.goto(`clients/${people.clients.bakery}/cases`);
    const again = page.getByRole('button', { name: 'Réessayer' });
    await expect(again).toBeVisible({ timeout: 20_000 });
    await page.unroute(/\/v1\/clients\/\d+\/cases(\?|$)/);
    await again.click();
    await expect(page.getByRole('link', { name: people.cases.hourly.title }).first()).toBeVisible();
});
