/*
 * A request whose required document waits for a network: the client goes on page by page, sends, comes back; the file leaves
 * first, then the request, once.
 */
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';

const PDF = {
    name: 'bail.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n', 'latin1'),
};

type Row = { ref: string | null; label: string };

async function requests(page: Page, client: number): Promise<Row[]> {
    const answer = await page.request.get(`v1/clients/${client}/requests`);
    return ((await answer.json()) as { rows: Row[] }).rows.filter((row) => row.ref !== null && row.label === 'Relecture de bail');
}

test('CASE-28 PORT-02 PORT-10 a required file that waits holds no page back, and leaves before the request', async ({ portalOf, people }) => {
    const client = people.clients.asked;
    let phone = await portalOf('asked', 'phone');
    const context = phone.context();
    await phone.goto(`clients/${client}/services`);
    await phone.getByRole('link', { name: /Relecture de bail/ }).first().click();
    await expect(phone.getByText('Étape 1 sur 3')).toBeVisible();

    await test.step('without the file the page is not left', async () => {
        await phone.getByRole('button', { name: 'Continuer' }).click();
        await expect(phone.getByText('Une réponse est à compléter sur cette page.')).toBeVisible();
        await expect(phone.getByText('Étape 1 sur 3')).toBeVisible();
    });

    await test.step('the network goes; the file waits, and counts as an answer', async () => {
        await context.setOffline(true);
        await phone.locator('input[type="file"]:not([capture])').setInputFiles(PDF);
        await expect(phone.getByText('Gardé sur cet appareil. Partira dès le retour du réseau.')).toBeVisible();
        await expect(phone.getByText('Est-il signé ?')).toBeVisible();
        await expect(phone.getByText('Une réponse est à compléter sur cette page.')).toHaveCount(0);
        await shoot(phone, 'portal-waits-page');
        await phone.setViewportSize({ width: 390, height: 844 });
        await phone.getByRole('button', { name: 'Continuer' }).click();
        await phone.getByLabel('Que voulez-vous savoir ?').fill('Puis-je sous-louer ?');
        await phone.getByRole('button', { name: 'Vérifier ma demande' }).click();
        await expect(phone.getByText('bail.pdf (attend le réseau)')).toBeVisible();
        await expect(phone.getByText(/^Encore en route : bail\.pdf\./)).toBeVisible();
        await shoot(phone, 'portal-waits-review');
    });

    await test.step('sent, it waits for its file and says so', async () => {
        await phone.setViewportSize({ width: 390, height: 844 });
        await phone.getByRole('checkbox').check();
        await phone.getByRole('button', { name: 'Envoyer dès que possible' }).click();
        await expect(phone.getByRole('heading', { name: 'Votre demande est prête à partir' })).toBeVisible();
        await expect(phone.getByText(/Un fichier attend encore le réseau/)).toBeVisible();
        await shoot(phone, 'portal-waits-queued');
        await phone.emulateMedia({ colorScheme: 'dark' });
        await shoot(phone, 'portal-waits-queued-dark');
    });

    await test.step('the tab is closed; opened again with a network, all leaves by itself, once', async () => {
        expect(await requests(phone, client)).toHaveLength(0);
        await phone.close();
        await context.setOffline(false);
        phone = await context.newPage();
        await phone.goto(`clients/${client}/requests`);
        await expect.poll(async () => (await requests(phone, client)).length, { timeout: 20_000 }).toBe(1);
        await phone.reload();
        await phone.getByRole('link', { name: /Relecture de bail/ }).first().click();
        await expect(phone.getByRole('link', { name: /bail\.pdf/ }).first()).toBeVisible();
        await expect(phone.getByText('Puis-je sous-louer ?')).toBeVisible();
        await phone.reload();
        expect(await requests(phone, client)).toHaveLength(1);
    });
});
