/*
 * Encryption as an administrator sees it: all is well, a key is renewed and the worker brings what was encrypted to it,
 * the saved copy is tried. What he sees without the key: journeys/faults.spec.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, shoot, test } from '../lib/fixtures';

test('SEC-06 SEC-08 keys: their state, a renewal seen to its end, the saved copy tried', async ({ officeOf, stack }) => {
    const page = await officeOf('admin');
    const rows = page.locator('table.elaska-list tbody tr');
    const progress = page.locator('progress.elaska-keys-progress');

    await test.step('all is well, and nothing waits', async () => {
        await page.goto('custom/elaska/admin/keys.php');
        await expect(page.getByText('Les données sensibles sont protégées et lisibles.')).toBeVisible();
        await expect(rows.first()).toContainText('En service');
        await shoot(page, 'office-keys');
    });

    await test.step('a key is renewed, and the worker goes on by itself until the old one is retired', async () => {
        const before = await rows.count();
        await page.getByRole('button', { name: 'Renouveler la clé' }).click();
        const asked = page.getByRole('dialog');
        await expect(asked).toContainText('Renouveler la clé de chiffrement');
        await asked.getByRole('button', { name: 'Renouveler la clé' }).click();
        await expect(page.getByText(/Clé renouvelée : version \d+/)).toBeVisible();
        await expect(rows).toHaveCount(before + 1);
        await expect
            .poll(async () => {
                await page.reload();
                return rows.nth(1).innerText();
            }, { timeout: 60_000, intervals: [1000] })
            .toContain('Retirée');
        await expect(rows.first()).toContainText('En service');
        // What custom fields hold was looked through as well.
        await expect
            .poll(async () => {
                await page.reload();
                return (await progress.count()) + (await page.getByText('Champs devenus sensibles').count()) * 10;
            }, { timeout: 60_000, intervals: [1000] })
            .toBe(10);
        await shoot(page, 'office-keys-renewed');
    });

    await test.step('the saved copy is tried, a wrong one is told', async () => {
        const tried = async (text: string): Promise<void> => {
            await page.getByLabel('Copie du fichier').setInputFiles({ name: 'elaska.key', mimeType: 'text/plain', buffer: Buffer.from(text) });
            await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
        };
        const key = readFileSync(join(stack.dir, 'elaska.key'), 'utf8');
        await tried(key);
        await expect(page.getByText(/Cette copie ouvre bien les données/)).toBeVisible();
        await tried(key.slice(0, 60));
        await expect(page.getByText(/Cette copie est incomplète ou abîmée/)).toBeVisible();
    });

    await test.step('it is nobody else’s page', async () => {
        const adviser = await officeOf('adviser');
        await adviser.goto('custom/elaska/admin/keys.php');
        await expect(adviser.getByText('Les données sensibles sont protégées')).toHaveCount(0);
    });
});
