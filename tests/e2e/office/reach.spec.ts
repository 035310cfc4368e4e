/* The doors of the instance: back office and portal answer, and let their people in. */
import { expect, shoot, test } from '../lib/fixtures';

test('PLAT-01 back office: an adviser logs in and finds the menu', async ({ officeOf }) => {
    const page = await officeOf('adviser');
    await page.goto('index.php');
    await expect(page.getByRole('link', { name: 'eLaska' }).first()).toBeVisible();
});

test('PORT-01 portal: a client who is logged in comes home', async ({ portalOf }) => {
    const page = await portalOf('client');
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await shoot(page, 'portal-home');
});
