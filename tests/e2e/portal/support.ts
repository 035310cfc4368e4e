/* What the portal's journeys share: people of their own, links out of mails, the login page. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { top } from '../lib/paths';
import type { Stack } from '../lib/stack';

export const PASSWORD = 'Lampadaire-bleu-42';

let serial = 0;

/** An address that no other test and no earlier run uses. */
export const address = (who: string): string =>
    `${who}.${Date.now().toString(36)}${++serial}@example.org`;

export function invite(stack: Stack, client: number, email: string, name: string): number {
    const script = join(top, 'tests/e2e/portal/invite.php');
    const args = [script, stack.get('HOST_ROOT'), String(client), email, name];
    return Number(execFileSync(stack.get('INSTANCE_PHP'), args, { encoding: 'utf8' }).trim());
}

/** Quoted-printable undone: what the person reads. */
const decoded = (mail: string): string =>
    Buffer.from(
        mail
            .replace(/=\r?\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
    ).toString('utf8');

/** Everything that was mailed to somebody. */
export const mailed = (stack: Stack, email: string): string =>
    stack
        .mails(`<${email}>`)
        .map((mail) => decoded(Buffer.from(mail, 'utf8').toString('latin1')))
        .join('\n');

/** The link of this kind that was mailed to somebody; waits for the worker. */
export async function mailedLink(
    stack: Stack,
    email: string,
    kind: 'invitations' | 'password-resets',
): Promise<string> {
    const found = (): string[] =>
        [...mailed(stack, email).matchAll(/https?:\/\/[^\s"<>]+/g)]
            .map(([link]) => link)
            .filter((link) => link.includes(`/${kind}/`));
    await expect.poll(() => found().length, { timeout: 20_000 }).toBeGreaterThan(0);
    return found()[0] as string;
}

/** Somebody with an account and a password, made through the API: for tests that are not about invitations. */
export async function member(
    stack: Stack,
    page: Page,
    client: number,
    who: string,
): Promise<{ email: string; account: number }> {
    const email = address(who);
    const account = invite(stack, client, email, 'Camille Renard');
    const link = await mailedLink(stack, email, 'invitations');
    const token = new URL(link).pathname.split('/').at(-1);
    const answer = await page.request.post(`${stack.portal}/v1/invitations/${token}`, {
        data: { password: PASSWORD },
    });
    expect(answer.ok(), await answer.text()).toBeTruthy();
    await page.context().clearCookies();
    return { email, account };
}

export async function fillLogin(page: Page, email: string, password: string): Promise<void> {
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
}

export async function logIn(page: Page, email: string, password: string): Promise<void> {
    await page.goto('login');
    await fillLogin(page, email, password);
    await expect(page.getByRole('heading', { level: 1, name: /^Bonjour/ })).toBeVisible();
}

export async function visitor(browser: Browser, stack: Stack): Promise<BrowserContext> {
    return browser.newContext({
        baseURL: `${stack.portal}/`,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        viewport: { width: 1280, height: 800 },
    });
}
