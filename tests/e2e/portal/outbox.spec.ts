/*
 * Files chosen while the network is away: kept on the device through a reload and a closed tab, seen as waiting, sent once
 * when it is back, erased at sign-out.
 */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const PDF = {
    name: 'bail.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n', 'latin1'),
};

/** Names of the documents of a case, as the service gives them. */
async function stored(page: Page, client: number, id: number): Promise<string[]> {
    const answer = await page.request.get(`v1/clients/${client}/cases/${id}/files`);
    const { rows } = (await answer.json()) as { rows: { name: string }[] };
    return rows.map(({ name }) => name);
}

/** From here on the portal opens without a network. */
async function installed(page: Page): Promise<void> {
    await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
    });
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('PORT-02 PORT-10 a file chosen without a network survives the page and is deposited once', async ({ portalOf, people }) => {
    const client = people.clients.bakery;
    const { id } = people.cases.hourly;
    const documents = `clients/${client}/cases/${id}?tab=documents`;
    let page = await portalOf('client', 'phone');
    const context = page.context();
    await page.goto(documents);
    await installed(page);

    await test.step('it is kept, and seen as waiting', async () => {
        await context.setOffline(true);
        await page.locator('input[type="file"]:not([capture])').last().setInputFiles(PDF);
        await expect(page.getByText('Gardé sur cet appareil. Partira dès le retour du réseau.')).toBeVisible();
        await expect(page.getByText('Un fichier attend sur cet appareil.')).toBeVisible();
        await shoot(page, 'portal-outbox-waits');
        await page.getByRole('button', { name: 'Voir', exact: true }).click();
        await expect(page.getByRole('dialog').getByText('bail.pdf')).toBeVisible();
        await shoot(page, 'portal-outbox-sheet');
        await page.keyboard.press('Escape');
    });

    await test.step('read again without a network, the page still knows of it', async () => {
        await page.reload();
        await expect(page.getByText('Un fichier attend sur cet appareil.')).toBeVisible();
        await shoot(page, 'portal-outbox-reload');
        expect(await stored(page, client, id)).not.toContain('bail.pdf');
    });

    await test.step('the tab is closed; opened again with a network, it leaves', async () => {
        await page.close();
        await context.setOffline(false);
        page = await context.newPage();
        await page.goto(documents);
        await expect(page.getByRole('link', { name: 'bail.pdf', exact: true })).toBeVisible({ timeout: 20_000 });
        await expect(page.getByText('Un fichier attend sur cet appareil.')).toHaveCount(0);
        await page.reload();
        await expect(page.getByRole('link', { name: 'bail.pdf', exact: true })).toHaveCount(1);
        expect((await stored(page, client, id)).filter((name) => name === 'bail.pdf')).toHaveLength(1);
    });

    await test.step('signing out asks first, then leaves nothing on the device', async () => {
        await context.setOffline(true);
        const zone = page.locator('input[type="file"]:not([capture])').last();
        await zone.setInputFiles({ ...PDF, name: 'quittance.pdf' });
        await expect(page.getByText('Gardé sur cet appareil. Partira dès le retour du réseau.')).toBeVisible();
        await page.getByRole('button', { name: 'Plus', exact: true }).click();
        await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
        await expect(page.getByText('Un fichier n’est pas encore parti.')).toBeVisible();
        await shoot(page, 'portal-outbox-logout');
        await page.setViewportSize({ width: 390, height: 844 });
        await page.getByRole('button', { name: 'Se déconnecter et effacer' }).click();
        await expect(page.getByText('quittance.pdf')).toHaveCount(0);
        const left = await page.evaluate(
            () =>
                new Promise<number>((done) => {
                    const asked = indexedDB.open('elaska');
                    asked.onsuccess = () => {
                        const count = asked.result.transaction('bytes').objectStore('bytes').count();
                        count.onsuccess = () => done(count.result);
                    };
                }),
        );
        expect(left).toBe(0);
        await context.setOffline(false);
    });
});
