/*
 * The antivirus as people see it: what waits for it says so to client and office; what it lets go is there; what it finds in
 * a vault is destroyed and told in the log. clamd is the fake one, the worker that asks it is ours.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, shoot, test } from '../lib/fixtures';
import { top } from '../lib/paths';
import { logIn, member, PASSWORD } from './support';

const EICAR = Buffer.from('WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=', 'base64').toString();
const pdf = (words: string): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Name(${words})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

async function setting(page: Page, values: Record<string, string>): Promise<void> {
    await page.goto('custom/elaska/admin/setup.php?section=documents');
    for (const [name, value] of Object.entries(values)) {
        const field = page.locator(`[name="${name}"]:not([type="hidden"])`);
        if ((await field.getAttribute('type')) === 'checkbox') await field.setChecked(value === '1');
        else if ((await field.evaluate((node) => node.tagName)) === 'SELECT') await field.selectOption(value);
        else await field.fill(value);
    }
    await page.locator('form:has([name="ELASKA_CLAMD"]) .button-save').click();
    await expect(page.locator('[name="ELASKA_CLAMD"]')).toHaveValue(values.ELASKA_CLAMD ?? '');
}

test('SEC-15 DOC-13 what waits for the antivirus says so; what it finds in a vault is destroyed', async ({ browser, officeOf, portalOf, people, stack }) => {
    const client = people.clients.bakery;
    const socket = join(stack.dir, 'clamd.sock');
    rmSync(socket, { force: true });
    const clamd: ChildProcess = spawn('node', [join(top, 'tests/fakes/clamd.js'), join(stack.dir, 'clamd.jsonl'), socket], { stdio: ['pipe', 'inherit', 'inherit'] });
    const order = (what: object): void => void clamd.stdin?.write(`${JSON.stringify(what)}\n`);
    order({ listen: true });
    order({ do: 'drop' }); // says nothing of anything yet
    const again = (): void => {
        stack.sql("UPDATE llx_elaska_scan SET due_at = 1 WHERE state = 'later'");
        stack.sql("UPDATE llx_elaska_vault SET scan_due_at = 1 WHERE scan = 'later'");
    };
    const admin = await officeOf('admin');
    await setting(admin, { ELASKA_CLAMD: socket, ELASKA_SCAN_HOLD: '1', ELASKA_VAULT: 'all' });
    try {
        const page = await portalOf('client', 'phone');
        const row = page.getByRole('list', { name: 'Mes documents' }).getByRole('listitem').filter({ hasText: 'releve-de-compte.pdf' });
        await test.step('the client reads his own, which waits', async () => {
            await page.goto(`clients/${client}/documents`);
            await page.getByRole('button', { name: 'Ajouter un document' }).first().click();
            await page.getByRole('dialog').locator('input[type="file"]:not([capture])').setInputFiles({ name: 'releve-de-compte.pdf', mimeType: 'application/pdf', buffer: pdf('releve') });
            await page.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();
            await expect(row.getByText('Analyse en cours')).toBeVisible();
            await shoot(page, 'portal-documents-scanning');
        });
        const office = await officeOf('manager');
        const line = office.locator('[data-elaska-list] tr[data-row]', { hasText: 'releve-de-compte.pdf' });
        await test.step('the office sees that it waits, on the list and the card', async () => {
            await office.goto(`custom/elaska/document_list.php?socid=${client}`);
            await expect(line.getByText(/^(Analyse en cours|Pas encore analysé)$/)).toBeVisible();
            await shoot(office, 'office-documents-scanning');
            await line.getByRole('link').first().click();
            await expect(office.locator('.elaska-head .elaska-badges').getByText(/^(Analyse en cours|Pas encore analysé)$/)).toBeVisible();
            await shoot(office, 'office-document-scanning');
        });
        const context = await browser.newContext({ baseURL: `${stack.portal}/`, locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
        const vault = await context.newPage();
        const add = async (name: string, words: string): Promise<void> => {
            await vault.getByRole('button', { name: 'Déposer un document' }).click();
            await vault.locator('input[type="file"]:not([capture])').setInputFiles({ name, mimeType: 'application/pdf', buffer: pdf(words) });
            await vault.getByRole('button', { name: 'Déposer dans le coffre' }).click();
            await expect(vault.getByRole('dialog')).toHaveCount(0);
        };
        const held = (name: string) => vault.getByRole('list', { name: 'Documents' }).getByRole('listitem').filter({ hasText: name });
        await test.step('so does the vault', async () => {
            const { email } = await member(stack, vault, client, 'antivirus');
            await logIn(vault, email, PASSWORD);
            await vault.goto(`clients/${client}/vault`);
            await vault.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
            await vault.getByRole('button', { name: 'Ouvrir le coffre' }).click();
            await add('Donation.pdf', 'donation');
            await add('Facture-piegee.pdf', EICAR);
            await expect(held('Donation.pdf').getByText('Analyse en cours')).toBeVisible();
            await shoot(vault, 'portal-vault-scanning');
        });
        await test.step('it speaks: clean ones are there, the infected one of the vault is gone and told', async () => {
            order({ do: 'usual' });
            await expect(async () => {
                again();
                await page.reload();
                await expect(row.getByText('Analyse en cours')).toHaveCount(0, { timeout: 2000 });
                expect(stack.sql('SELECT COUNT(*) n FROM llx_elaska_vault WHERE scan IN (\'waiting\', \'later\')')[0]?.n).toBe('0');
            }).toPass({ timeout: 60_000 });
            await vault.getByRole('tab', { name: 'Journal des accès' }).click();
            await expect(vault.getByText('a détruit un document qui venait d’être déposé : il était infecté')).toBeVisible();
            await shoot(vault, 'portal-vault-infected');
            await vault.reload();
            await vault.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
            await vault.getByRole('button', { name: 'Ouvrir le coffre' }).click();
            await expect(held('Donation.pdf').getByText('Vous seul')).toBeVisible();
            await expect(held('Facture-piegee.pdf')).toHaveCount(0);
        });
        await context.close();
    } finally {
        await setting(admin, { ELASKA_CLAMD: '', ELASKA_SCAN_HOLD: '0' });
        clamd.kill();
    }
});
