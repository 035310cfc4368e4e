/*
 * Every page of the back office, as those who use it see it: it answers, says nothing of PHP, throws nothing, and fits
 * a phone. The pictures are for people to look at.
 */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';
import type { People } from '../lib/stack';

type Who = 'admin' | 'adviser' | 'manager';
/** The address of a document of a client's, put there if he has none. */
async function document(page: Page, people: People): Promise<string> {
    await page.goto(`custom/elaska/document_list.php?socid=${people.clients.bakery}`);
    const first = page.locator('[data-elaska-list] tr[data-row]').getByRole('link', { name: 'Attestation.pdf' });
    await page
        .locator('label[data-elaska-deposit] input[type="file"]')
        .first()
        .setInputFiles({ name: 'Attestation.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Name(pages)>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') });
    await expect(first).toBeVisible({ timeout: 15_000 });
    await page.waitForLoadState('networkidle');
    return `document_card.php?id=${new URL((await first.getAttribute('href')) ?? '', page.url()).searchParams.get('id')}`;
}

async function letterTemplate(_: People, page: Page): Promise<string> {
    await page.goto('custom/elaska/admin/letters.php');
    const href = await page.locator('a[href*="admin/letter.php?"]').first().getAttribute('href');
    return `admin/letter.php${new URL(href ?? '', page.url()).search}`;
}

const PAGES: [name: string, who: Who, path: (people: People, page: Page) => string | Promise<string>][] = [
    ['home-adviser', 'adviser', () => 'index.php'],
    ['home-manager', 'manager', () => 'index.php'],
    ['week', 'adviser', () => 'week.php'],
    ['time-new', 'adviser', (p) => `time_card.php?action=create&case=${p.cases.timed.id}`],
    ['time-all', 'manager', () => 'time_list.php'],
    ['time-invoiced', 'manager', () => 'time_list.php?view=invoiced'],
    ['case-list', 'manager', () => 'case_list.php'],
    ['case-new', 'manager', () => 'case_card.php?action=create'],
    ['case-package', 'manager', (p) => `case_card.php?id=${p.cases.package.id}`],
    ['case-journal', 'manager', (p) => `case_card.php?id=${p.cases.package.id}&tab=timeline`],
    ['case-time', 'manager', (p) => `case_time.php?id=${p.cases.hourly.id}`],
    ['billing', 'manager', () => 'billing_queue.php'],
    ['billing-client', 'manager', (p) => `billing_client.php?socid=${p.clients.bakery}`],
    ['invoice-time', 'manager', (p) => `invoice_tab.php?id=${p.invoices.issued.id}`],
    ['rates', 'manager', () => 'rates.php'],
    ['client', 'manager', (p) => `thirdparty_tab.php?socid=${p.clients.bakery}`],
    ['client-access', 'manager', (p) => `accounts_tab.php?socid=${p.clients.bakery}`],
    ['document-card', 'manager', (p, page) => document(page, p)],
    ['documents', 'manager', () => 'document_list.php'],
    ['documents-client', 'manager', (p) => `document_list.php?socid=${p.clients.bakery}`],
    ['documents-case', 'manager', (p) => `document_list.php?case=${p.cases.package.id}`],
    ['documents-nothing', 'manager', (p) => `document_list.php?socid=${p.clients.stranger}`],
    ['documents-bin', 'manager', () => 'document_list.php?bin=1'],
    ['pieces', 'manager', () => 'piece_list.php'],
    ['letter', 'manager', (p) => `letter.php?id=${p.cases.package.id}`],
    ['letter-batch', 'manager', (p) => `letter_batch.php?cases=${p.cases.package.id},${p.cases.hourly.id}`],
    ['letters-list', 'admin', () => 'admin/letters.php'],
    ['letter-template', 'admin', letterTemplate],
    ['folder-models', 'admin', () => 'admin/folders.php'],
    ['setup', 'admin', () => 'admin/setup.php'],
    ['alert-rules', 'admin', () => 'admin/setup.php?section=alerts'],
    ['health', 'admin', () => 'admin/health.php'],
    ['about', 'admin', () => 'admin/about.php'],
    ['keys', 'admin', () => 'admin/keys.php'],
    ['glass', 'admin', () => 'admin/glass.php'],
    ['templates-list', 'admin', () => 'admin/templates.php'],
    ['reference-lists', 'admin', () => 'admin/lists.php?list=party_roles'],
    ['statuses', 'admin', () => 'admin/statuses.php?object=case'],
    ['custom-fields', 'admin', () => 'admin/fields.php?kind=company'],
    ['custom-field-new', 'admin', () => 'admin/fields.php?kind=company&field=new'],
    ['kind-rights', 'admin', () => 'admin/rights.php'],
    ['client-fields', 'manager', (p) => `thirdparty_tab.php?socid=${p.clients.bakery}&edit=fields`],
    ['template-editor', 'admin', () => 'admin/template.php?code=assistance-embauche'],
];

for (const who of ['admin', 'adviser', 'manager'] as const) {
    test(`PLAT-09 PLAT-17 pages of ${who}: they answer, throw nothing, nothing sticks out on desktop or phone`, async ({ officeOf, people }) => {
        const page = await officeOf(who);
        const thrown: string[] = [];
        page.on('pageerror', (error) => thrown.push(`${page.url()}: ${error.message}`));
        for (const [name, reader, path] of PAGES) {
            if (reader !== who) continue;
            const answer = await page.goto(`custom/elaska/${await path(people, page)}`);
            await page.waitForLoadState('networkidle');
            expect.soft(answer?.status(), name).toBe(200);
            const text = await page.locator('body').innerText();
            expect.soft(text, name).not.toMatch(/(Warning|Notice|Deprecated|Fatal error): /);
            // A sentence that no language file has shows its key.
            expect.soft(text, name).not.toMatch(/\bElaska[A-Z_]\w+/);
            await shoot(page, `office-${name}`);
            const out = await page
                .locator('.elaska-panel')
                .evaluateAll((panels) => panels.filter((p) => p.scrollWidth > p.clientWidth + 1).map((p) => p.textContent?.slice(0, 40)));
            expect.soft(out, `${name}: wider than their panel`).toEqual([]);
            await page.setViewportSize({ width: 390, height: 844 });
            const ours = page.locator('.fiche, #id-right').first();
            const wide = await ours.evaluate((node) => node.scrollWidth - Math.max(node.clientWidth, 390));
            expect.soft(wide, `${name} is wider than a phone`).toBeLessThanOrEqual(1);
        }
        expect(thrown).toEqual([]);
    });
}
