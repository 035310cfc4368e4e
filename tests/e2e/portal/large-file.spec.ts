/*
 * A file that takes a while on a phone's connection: it leaves in parts, is cut, the tab is closed; opened again it goes
 * on where it stopped, and what the firm has is what the client chose. The same for an adviser whose line drops a moment.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Page, Request } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const MB = 1024 * 1024;

/** A file on the device whose bytes say that it is a PDF, none like the other. */
function plans(name: string, size: number): { name: string; path: string; buffer: Buffer } {
    const buffer = Buffer.alloc(size);
    for (let at = 0; at + 4 <= size; at += 4) buffer.writeUInt32LE((at * 2654435761) >>> 0, at);
    buffer.write('%PDF-1.7\n', 0, 'latin1');
    const path = test.info().outputPath(name);
    writeFileSync(path, buffer);
    return { name, path, buffer };
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where the parts began that this page sent. */
function parts(page: Page, door: RegExp): string[] {
    const sent: string[] = [];
    page.on('request', (request: Request) => {
        const found = door.exec(request.url());
        if (request.method() === 'PUT' && found) sent.push(found[1] ?? '');
    });
    return sent;
}

test('DOC-02 DOC-12 PORT-02 a large file goes on where the connection dropped', async ({ portalOf, people }) => {
    const client = people.clients.bakery;
    const { id } = people.cases.hourly;
    const file = plans('plans-du-local.pdf', 11 * MB + 3);
    const documents = `clients/${client}/cases/${id}?tab=documents`;
    let page = await portalOf('client', 'phone');
    const context = page.context();
    await page.goto(documents);

    await test.step('the second part is cut: it waits, with what is there', async () => {
        const sent = parts(page, /uploads\/\d+\?offset=(\d+)$/);
        await page.route(/uploads\/\d+\?offset=4194304$/, (route) => route.abort('connectionreset'));
        await page.locator('input[type="file"]:not([capture])').last().setInputFiles(file.path);
        await expect(page.getByText('Gardé sur cet appareil. Partira dès le retour du réseau.')).toBeVisible();
        await shoot(page, 'portal-large-cut');
        /* It tries again from time to time, never more than what is missing. */
        expect([...new Set(sent)]).toEqual(['0', '4194304']);
        await page.close();
    });

    await test.step('opened again, the rest leaves', async () => {
        page = await context.newPage();
        const sent = parts(page, /uploads\/\d+\?offset=(\d+)$/);
        await page.goto(documents);
        const link = page.getByRole('link', { name: file.name, exact: true });
        await expect(link).toBeVisible({ timeout: 20_000 });
        expect(sent).toEqual(['4194304', '8388608']);
        const href = await link.first().getAttribute('href');
        const got = await page.request.get(new URL(href ?? '', page.url()).href);
        expect(digest(await got.body())).toBe(digest(file.buffer));
        await shoot(page, 'portal-large-there');
    });

    await test.step('too large is told before a byte leaves', async () => {
        const sent = parts(page, /offset=(\d+)$/);
        await page
            .locator('input[type="file"]:not([capture])')
            .last()
            .setInputFiles(plans('film.pdf', 21 * MB).path);
        await expect(page.getByText('Le fichier dépasse 20 Mo.')).toBeVisible();
        await shoot(page, 'portal-large-refused');
        expect(sent).toEqual([]);
    });
});

test('DOC-02 an adviser’s line that drops for a moment costs a moment', async ({ officeOf, people }) => {
    const { id } = people.cases.hourly;
    const file = plans('bilan-complet.pdf', 9 * MB);
    const page = await officeOf('adviser');
    await page.goto(`custom/elaska/case_card.php?id=${id}&tab=docs`);
    await page.getByText('Ajouter une pièce à la liste').click();
    await page.locator('#piece-label').fill('Bilan complet');
    await page.getByRole('button', { name: 'Ajouter la pièce' }).click();
    let cut = 0;
    await page.route(/ajax\/upload\.php/, (route) =>
        cut++ === 1 ? route.abort('connectionreset') : route.continue(),
    );
    const piece = page.locator('.elaska-piece', { hasText: 'Bilan complet' });
    await piece.locator('input[type="file"]').setInputFiles(file.path);
    await expect(piece.getByRole('link', { name: file.name, exact: true })).toBeVisible({ timeout: 20_000 });
    expect(cut).toBe(4);
    await shoot(page, 'office-large-there');
});
