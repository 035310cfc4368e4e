/*
 * Documents read without leaving the page: a client looks at what he deposited on his phone, an adviser pages through it
 * in the case. What has no preview says so and is downloaded.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, shoot, test } from '../lib/fixtures';
import { top } from '../lib/paths';

/** A document of so many pages, each with its number. */
function pdf(pages: number): Buffer {
    const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
    const kids: number[] = [];
    for (let page = 1; page <= pages; page++) {
        const words = `BT /F1 40 Tf 72 700 Td (Bail commercial, page ${page}) Tj ET 0.9 g 72 120 450 500 re f`;
        kids.push(objects.length + 1);
        objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${objects.length + 2} 0 R >>`);
        objects.push(`<< /Length ${words.length} >>\nstream\n${words}\nendstream`);
    }
    objects[1] = `<< /Type /Pages /Kids [${kids.map((n) => `${n} 0 R`).join(' ')}] /Count ${pages} >>`;
    let out = '%PDF-1.4\n';
    let table = '';
    objects.forEach((body, i) => {
        table += `${String(out.length).padStart(10, '0')} 00000 n \n`;
        out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    });
    return Buffer.from(`${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${out.length}\n%%EOF\n`, 'latin1');
}

const photo = (): Buffer => readFileSync(join(top, 'tests/fixtures/media/phone.heic'));

test('DOC-04 SEC-15 a client looks at his documents on a phone, an adviser pages through them', async ({ portalOf, officeOf, people }) => {
    const client = people.clients.bakery;
    const { id } = people.cases.hourly;
    const page = await portalOf('client', 'phone');
    await page.goto(`clients/${client}/cases/${id}?tab=documents`);

    await test.step('what he deposits is drawn while he waits', async () => {
        await page.locator('input[type="file"]:not([capture])').last().setInputFiles([
            { name: 'bail-signe.pdf', mimeType: 'application/pdf', buffer: pdf(5) },
            { name: 'devanture.heic', mimeType: 'image/heic', buffer: photo() },
        ]);
        await page.getByRole('link', { name: 'bail-signe.pdf', exact: true }).click({ timeout: 20_000 });
        const viewer = page.getByRole('dialog', { name: 'bail-signe.pdf' });
        await expect(viewer.getByAltText('Page 1 sur 5')).toBeVisible({ timeout: 20_000 });
        await expect(viewer.locator('[data-page="1"][data-here]')).toBeVisible();
        await shoot(page, 'portal-viewer');
        await page.setViewportSize({ width: 390, height: 844 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBeTruthy();
        await viewer.locator('[data-page="4"]').scrollIntoViewIfNeeded();
        await expect(viewer.getByText(/Page [345] sur 5/)).toBeVisible();
        await viewer.getByRole('button', { name: 'Pivoter' }).tap();
        await page.emulateMedia({ colorScheme: 'dark' });
        await shoot(page, 'portal-viewer-dark');
        await page.setViewportSize({ width: 390, height: 844 });
    });

    await test.step('the photo of his phone is next', async () => {
        await page.getByRole('button', { name: /Document (suivant|précédent)/ }).and(page.locator(':enabled')).first().tap();
        await expect(page.getByAltText('devanture.heic')).toBeVisible({ timeout: 20_000 });
        await page.getByRole('button', { name: 'Fermer' }).tap();
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await expect(page.getByRole('link', { name: 'bail-signe.pdf', exact: true })).toBeVisible();
    });

    await test.step('the adviser pages through, by keys too', async () => {
        const office = await officeOf('manager');
        const numbers = await page
            .getByRole('link', { name: /^(bail-signe\.pdf|devanture\.heic)$/ })
            .evaluateAll((links) => links.map((link) => Number(/files\/(\d+)/.exec((link as HTMLAnchorElement).href)?.[1])));
        await office.goto(`custom/elaska/case_card.php?id=${id}&tab=docs`);
        /* Handed over to the client, they stand in the case by their names. */
        await office.evaluate(async (files) => {
            const door = document.querySelector<HTMLElement>('[data-endpoint][data-token]');
            for (const file of files)
                await fetch(door?.dataset.endpoint ?? '', {
                    method: 'POST',
                    headers: { 'Content-Type': 'application/json', 'X-Elaska-Token': door?.dataset.token ?? '' },
                    body: JSON.stringify({ op: 'file.deliverable', in: { file, on: true } }),
                });
        }, numbers);
        await office.reload();
        const names = office.locator('a[href*="file.php"][href*="view=1"]');
        await names.filter({ hasText: /^bail-signe\.pdf$/ }).first().click();
        const viewer = office.getByRole('dialog', { name: 'bail-signe.pdf' });
        await expect(viewer.getByAltText('Page 5 sur 5')).toBeAttached({ timeout: 20_000 });
        await shoot(office, 'office-viewer');
        await office.keyboard.press('+');
        await expect(viewer.getByRole('button', { name: 'Ajuster à l’écran' })).toContainText('125');
        await office.keyboard.press('0');
        const way = (await viewer.getByRole('button', { name: 'Document suivant' }).isEnabled()) ? 'ArrowRight' : 'ArrowLeft';
        await office.keyboard.press(way);
        await expect(office.getByRole('dialog', { name: 'bail-signe.pdf' })).toHaveCount(0);
        await expect(office.getByRole('dialog')).toBeVisible();
        await office.keyboard.press('Escape');
        await expect(office.getByRole('dialog')).toHaveCount(0);
    });
});
