/*
 * Documents to validate: two clients send, an adviser goes through them with the preview beside, by keys alone, then on a
 * phone; a refusal wants its reason; without scripts the same forms work.
 */
import { expect, shoot, test } from '../lib/fixtures';
import type { APIRequestContext, Page } from '@playwright/test';
import type { Stack } from '../lib/stack';

/** One page that says what it is. */
function pdf(words: string): Buffer {
    const stream = `BT /F1 30 Tf 60 740 Td (${words}) Tj ET 0.88 g 60 120 470 560 re f`;
    const objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>',
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ];
    let out = '%PDF-1.4\n';
    let table = '';
    objects.forEach((body, i) => {
        table += `${String(out.length).padStart(10, '0')} 00000 n \n`;
        out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    });
    return Buffer.from(`${out}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${out.length}\n%%EOF\n`, 'latin1');
}

/** The theme's own dark colours. */
async function dark(page: Page, on: boolean): Promise<void> {
    await page.emulateMedia({ colorScheme: on ? 'dark' : 'light' });
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), on ? 'dark' : 'light');
}

/** The adviser asks for pieces, the client sends a file for each; two for the last. */
async function sent(office: Page, request: APIRequestContext, stack: Stack, client: number, id: number, labels: string[], csrf: string): Promise<void> {
    for (const label of labels) {
        await office.goto(`custom/elaska/case_card.php?id=${id}&tab=docs`);
        await office.locator('summary', { hasText: 'Ajouter une pièce' }).click();
        await office.locator('#piece-label').fill(label);
        await office.getByRole('button', { name: 'Ajouter la pièce' }).click();
        const item = office.locator('.elaska-piece', { hasText: label });
        const piece = ((await item.getAttribute('id')) ?? '').replace('piece-', '');
        for (const n of label === labels.at(-1) ? ['recto', 'verso'] : ['']) {
            const name = `${label}${n && ` ${n}`}.pdf`.toLowerCase().normalize('NFD').replace(/[^a-z.]+/g, '');
            const answer = await request.put(`${stack.portal}/v1/clients/${client}/files?object=piece&id=${piece}&name=${name}`, {
                data: pdf(`${label} ${n}`),
                headers: { 'content-type': 'application/octet-stream', 'x-elaska-csrf': csrf },
            });
            expect(answer.status(), await answer.text()).toBe(201);
        }
    }
}

test('DOC-07 DOC-08 an adviser goes through what clients sent, by keys, with the document beside', async ({ officeOf, portalOf, people, stack }) => {
    const client = people.clients.bakery;
    const { id } = people.cases.hourly;
    const page = await officeOf('manager');
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    const title = page.locator('.elq-head h2');
    const rows = page.locator('.elq-row');

    await test.step('nothing waits', async () => {
        await page.goto(`custom/elaska/document_queue.php?case=${id}`);
        await expect(page.getByText('Rien n’attend d’être validé dans ce dossier.')).toBeVisible();
        await shoot(page, 'office-queue-empty');
        await dark(page, true);
        await shoot(page, 'office-queue-empty-dark');
        await dark(page, false);
    });

    const portal = await portalOf('client');
    const me = (await (await portal.request.get(`${stack.portal}/v1/me`)).json()) as { csrf: string };
    await sent(page, portal.request, stack, client, id, ['Statuts signés', 'Relevé bancaire', 'Attestation URSSAF', 'Bail commercial', 'Pièce identité'], me.csrf);

    await test.step('the case leads to its own queue, the oldest is open with its preview', async () => {
        await page.goto(`custom/elaska/case_card.php?id=${id}&tab=docs`);
        await page.getByRole('link', { name: 'Valider les documents en attente' }).click();
        await expect(title).toHaveText('Statuts signés');
        await expect(rows).toHaveCount(5);
        await expect(page.locator('.elq-stage [data-page="1"][data-here]')).toBeVisible({ timeout: 20_000 });
        await expect(page.locator('.elq-keys')).toBeVisible();
        await shoot(page, 'office-queue');
        await dark(page, true);
        await shoot(page, 'office-queue-dark');
        await dark(page, false);
    });

    await test.step('keys: next, before, validate, acknowledge', async () => {
        await page.keyboard.press('j');
        await expect(title).toHaveText('Relevé bancaire');
        await page.keyboard.press('ArrowDown');
        await expect(title).toHaveText('Attestation URSSAF');
        await page.keyboard.press('k');
        await expect(title).toHaveText('Relevé bancaire');
        await page.keyboard.press('ArrowUp');
        await expect(title).toHaveText('Statuts signés');
        await page.keyboard.press('v');
        await expect(title).toHaveText('Relevé bancaire');
        await expect(page.locator('.elq-said')).toHaveText('Validé : Statuts signés');
        await expect(rows).toHaveCount(4);
        await page.keyboard.press('a');
        await expect(title).toHaveText('Attestation URSSAF');
        await expect(rows).toHaveCount(3);
    });

    await test.step('no key acts while somebody types; a refusal wants its reason, at its field', async () => {
        await page.keyboard.press('r');
        const reason = page.getByLabel('Motif du refus, lu par le client');
        await expect(reason).toBeFocused();
        await page.keyboard.type('vja');
        await expect(reason).toHaveValue('vja');
        await expect(title).toHaveText('Attestation URSSAF');
        await page.keyboard.press('Escape');
        await expect(reason).not.toBeFocused();
        await page.keyboard.press('r');
        await reason.fill('');
        await page.keyboard.press('Enter');
        await expect(page.locator('#reason-error')).toHaveText(/Dites au client en quelques mots/);
        await expect(reason).toBeFocused();
        await expect(rows).toHaveCount(3);
        await shoot(page, 'office-queue-reason');
        await dark(page, true);
        await shoot(page, 'office-queue-reason-dark');
        await dark(page, false);
        await page.setViewportSize({ width: 1280, height: 800 });
        await reason.fill('Attestation de plus de six mois');
        await page.keyboard.press('Enter');
        await expect(title).toHaveText('Bail commercial');
        await expect(page.locator('.elq-said')).toHaveText('Refusé : Attestation URSSAF. Le client est prévenu.');
    });

    await test.step('two advisers at once: the second is told', async () => {
        const colleague = await officeOf('admin');
        await colleague.goto(`custom/elaska/document_queue.php?case=${id}`);
        await colleague.keyboard.press('v');
        await expect(colleague.locator('.elq-said')).toHaveText('Validé : Bail commercial');
        await page.keyboard.press('v');
        await expect(page.locator('.elq-said')).toHaveText(/Déjà traité par .* : rien n’a été changé\.$/);
        await expect(title).toHaveText('Pièce identité');
        await shoot(page, 'office-queue-judged');
    });

    await test.step('on a phone: the list, then the document with its decision under the thumb', async () => {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goto('custom/elaska/document_queue.php');
        await expect(rows).toHaveCount(1);
        await expect(title).toBeHidden();
        await rows.first().getByRole('link').click();
        await expect(title).toBeVisible();
        await expect(rows.first()).toBeHidden();
        await expect(page.locator('.elq-files a')).toHaveCount(2);
        await page.locator('.elq-files a', { hasText: 'recto' }).click();
        await expect(page.locator('.elq-files a[aria-current]')).toContainText('recto');
        await expect(page.locator('.elq-stage [data-page="1"][data-here]')).toBeVisible({ timeout: 20_000 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
        await shoot(page, 'office-queue-chosen');
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goBack();
        await page.goBack();
        await expect(rows.first()).toBeVisible();
    });

    await test.step('what was only received waits in its own view; several at once', async () => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto('custom/elaska/document_queue.php?view=received');
        await expect(title).toHaveText('Relevé bancaire');
        await page.keyboard.press('x');
        await page.getByRole('button', { name: 'Valider la sélection' }).click();
        await expect(page.getByText('Aucun document n’est simplement reçu')).toBeVisible();
    });
    expect(thrown).toEqual([]);
});

test('DOC-08 PLAT-06 the queue without scripts', async ({ browser, officeOf, people, stack, portalOf }) => {
    const client = people.clients.bakery;
    const { id } = people.cases.package;
    const office = await officeOf('manager');
    const portal = await portalOf('client');
    const me = (await (await portal.request.get(`${stack.portal}/v1/me`)).json()) as { csrf: string };
    await sent(office, portal.request, stack, client, id, ['Contrat signé', 'Avis imposition'], me.csrf);
    const context = await browser.newContext({ baseURL: `${stack.office}/`, javaScriptEnabled: false, locale: 'fr-FR', storageState: await office.context().storageState() });
    const page = await context.newPage();
    await page.goto(`custom/elaska/document_queue.php?case=${id}`);
    await expect(page.locator('.elq-stage').getByRole('link', { name: 'contratsigne.pdf' })).toBeVisible();
    await page.getByRole('button', { name: 'Valider', exact: true }).click();
    await expect(page.locator('.elq-head h2')).toHaveText('Avis imposition');
    await page.getByRole('button', { name: 'Refuser' }).click();
    await expect(page.locator('#reason-error')).toBeVisible();
    await page.getByLabel('Motif du refus, lu par le client').fill('Année précédente');
    await page.getByRole('button', { name: 'Refuser' }).click();
    await expect(page.getByText('Rien n’attend d’être validé dans ce dossier.')).toBeVisible();
    await context.close();
});
