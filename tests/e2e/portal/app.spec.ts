/* The portal as an application: installable, there without a network, told of a newer one. PORT-01, PORT-02. */
import { appendFileSync, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const workerReady = (page: Page): Promise<unknown> =>
    page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

test.describe.configure({ timeout: 120_000 });

test('PORT-01 installable: manifest in the firm’s name, icons, service worker', async ({ portalOf, stack }) => {
    const page = await portalOf('client');
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const address = await page.locator('link[rel="manifest"]').getAttribute('href');
    const answer = await page.request.get(`${stack.portal}${address}`);
    expect(answer.headers()['content-type']).toContain('application/manifest+json');
    const manifest = (await answer.json()) as {
        name: string;
        start_url: string;
        display: string;
        icons: { src: string; sizes: string; purpose?: string }[];
    };
    expect(manifest.name).toContain('Cabinet Horizon Conseil');
    expect(manifest.display).toBe('standalone');
    expect(manifest.icons.some((icon) => icon.sizes.includes('192x192'))).toBe(true);
    expect(manifest.icons.some((icon) => icon.sizes.includes('512x512'))).toBe(true);
    expect(manifest.icons.some((icon) => icon.purpose?.includes('maskable'))).toBe(true);
    for (const icon of manifest.icons) {
        const picture = await page.request.get(new URL(icon.src, `${stack.portal}/`).href);
        expect(picture.ok(), icon.src).toBeTruthy();
        expect(picture.headers()['content-type']).toContain('image/');
    }
    await workerReady(page);
    const cdp = await page.context().newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    // A context without a profile is Chromium's only complaint.
    expect(installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test('PORT-02 without a network the application opens and says so; data is not kept', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    await page.goto(`clients/${people.clients.bakery}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await workerReady(page);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const kept = await page.evaluate(async () => {
        const urls: string[] = [];
        for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
        }
        return urls;
    });
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((path) => path.startsWith('/v1/'))).toEqual([]);

    await page.context().setOffline(true);
    await expect(page.getByText(/^Hors ligne\./)).toBeVisible();
    await page.goto(`clients/${people.clients.bakery}/cases`);
    // A browser does not always know that it has no network; the application says so either way.
    await expect(page.getByText(/Vous êtes hors ligne|Vérifiez votre réseau/)).toBeVisible();
    await shoot(page, 'portal-offline');
    await page.context().setOffline(false);
    const again = page.getByRole('button', { name: 'Réessayer' });
    // It may find the network by itself before the finger does.
    if (await again.isVisible()) await again.click({ timeout: 2_000 }).catch(() => undefined);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes dossiers');
    await expect(page.getByText(/^Hors ligne\./)).toHaveCount(0);
});

test('PORT-01 a newer portal is offered, and taken when the person says so', async ({ portalOf, stack }) => {
    const page = await portalOf('client');
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await workerReady(page);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const worker = join(stack.get('HOST_ROOT'), 'custom/elaska/public/sw.js');
    for (const file of [worker, `${worker}.gz`]) copyFileSync(file, `${file}.was`);
    try {
        appendFileSync(worker, `\n/* ${Date.now()} */\n`);
        rmSync(`${worker}.gz`);
        await page.evaluate(() => navigator.serviceWorker.getRegistration().then((r) => r?.update()));
        await expect(page.getByText('Une nouvelle version est disponible.')).toBeVisible();
        await shoot(page, 'portal-update');
        const reloaded = page.waitForEvent('load');
        await page.getByRole('button', { name: 'Mettre à jour' }).click();
        await reloaded;
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByText('Une nouvelle version est disponible.')).toHaveCount(0);
    } finally {
        for (const file of [worker, `${worker}.gz`]) {
            copyFileSync(`${file}.was`, file);
            rmSync(`${file}.was`);
        }
    }
});
