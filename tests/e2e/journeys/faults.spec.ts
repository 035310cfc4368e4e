/*
 * What people see when something is missing: the extension, its right version, the database. An instance of its own,
 * since others must not lose theirs.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, shoot, signInOffice, test } from '../lib/fixtures';
import { testDirectory } from '../lib/paths';
import { Stack, stackScript } from '../lib/stack';

const dir = `${testDirectory}-faults`;
let broken: Stack;

test.describe.configure({ mode: 'serial' });
test.beforeAll(() => {
    stackScript('up.sh', dir, { UP_MAIL: '0', FPM_CHILDREN: '3' });
    broken = new Stack(dir);
});
test.afterAll(() => stackScript('down.sh', dir));

const admin = { id: 1, login: 'admin', password: 'admin', name: 'admin' };

/** PHP-FPM reads its settings again, without a new process. */
const reloadPhp = (): void => {
    const pid = readFileSync(join(dir, 'fpm.pid'), 'utf8').split(' ')[0];
    process.kill(Number(pid), 'SIGUSR2');
};

/** Runs `during` with a file changed, and puts it back. */
async function changed(file: string, edit: (text: string) => string, during: () => Promise<void>): Promise<void> {
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, edit(before));
    reloadPhp();
    try {
        await during();
    } finally {
        writeFileSync(file, before);
        reloadPhp();
    }
}

test('PLAT-16 without the extension: one clear page here and there, and the way back', async ({ page }) => {
    await signInOffice(page, broken, admin);
    await changed(join(dir, 'web/php.d/99-elaska.ini'), (ini) => ini.replace(/^extension=.*$/m, ''), async () => {
        const answer = () => page.goto(`${broken.office}/custom/elaska/time_list.php`);
        await expect.poll(async () => (await answer())?.status()).toBe(503);
        await expect(page.getByRole('alert')).toContainText(/extension/i);
        await shoot(page, 'office-no-extension');
        // Dolibarr itself goes on.
        expect((await page.goto(`${broken.office}/index.php`))?.status()).toBe(200);

        const api = await page.request.get(`${broken.portal}/v1/firm`);
        expect(api.status()).toBe(503);
        expect(api.headers()['content-type']).toContain('application/problem+json');
        expect(Number(api.headers()['retry-after'])).toBeGreaterThan(0);
        await page.goto(`${broken.portal}/`);
        await expect(page.getByText('Le service est indisponible')).toBeVisible();
        await shoot(page, 'portal-no-extension');
    });
    await expect
        .poll(async () => (await page.goto(`${broken.office}/custom/elaska/time_list.php`))?.status())
        .toBe(200);
});

test('PLAT-16 an extension of another version than the module is refused in words', async ({ page }) => {
    await signInOffice(page, broken, admin);
    const file = join(broken.get('HOST_ROOT'), 'custom/elaska/version.php');
    await changed(file, (php) => php.replace(/return\s+'[^']+'/, "return '9.9.9'"), async () => {
        await expect
            .poll(async () => (await page.goto(`${broken.office}/custom/elaska/index.php`))?.status())
            .toBe(503);
        await expect(page.getByRole('alert')).toContainText('9.9.9');
        await shoot(page, 'office-other-version');
        expect((await page.request.get(`${broken.portal}/v1/firm`)).status()).toBe(503);
    });
    await expect.poll(async () => (await page.request.get(`${broken.portal}/v1/firm`)).status()).toBe(200);
});

test('SEC-08 the master key is away: administrators are told, nothing is made anew, all comes back with it', async ({ page }) => {
    await signInOffice(page, broken, admin);
    const keys = `${broken.office}/custom/elaska/admin/keys.php`;
    const key = join(dir, 'elaska.key');
    renameSync(key, `${key}.away`);
    try {
        await page.goto(keys);
        await expect(page.getByRole('alert')).toContainText('Les données sensibles sont indisponibles.');
        await expect(page.getByRole('button', { name: /Renouveler|Créer/ })).toHaveCount(0);
        await shoot(page, 'office-keys-away');
        await page.goto(`${broken.office}/custom/elaska/index.php`);
        await expect(page.getByRole('alert')).toContainText('Les données sensibles sont indisponibles.');
    } finally {
        renameSync(`${key}.away`, key);
    }
    await page.goto(keys);
    await expect(page.getByText('Les données sensibles sont protégées et lisibles.')).toBeVisible();
});

test('PLAT-07 the database goes away under the portal: 503 with a delay, then it recovers by itself', async ({ page }) => {
    const firm = () => page.request.get(`${broken.portal}/v1/firm`);
    await expect.poll(async () => (await firm()).status()).toBe(200);
    stackScript('db-down.sh', dir);
    try {
        const away = await firm();
        expect(away.status()).toBe(503);
        expect(away.headers()['content-type']).toContain('application/problem+json');
        expect(Number(away.headers()['retry-after'])).toBeGreaterThan(0);
        expect(await away.text()).not.toContain('SQL');
        await page.goto(`${broken.portal}/`);
        await expect(page.getByText('Le service est indisponible')).toBeVisible();
        await shoot(page, 'portal-database-away');
    } finally {
        stackScript('db-up.sh', dir);
    }
    await expect.poll(async () => (await firm()).status(), { timeout: 20_000 }).toBe(200);
    // The page may have asked again by itself.
    await expect(async () => {
        const again = page.getByRole('button', { name: 'Réessayer' });
        if (await again.isVisible()) await again.click({ timeout: 1000 });
        await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 20_000 });
});
