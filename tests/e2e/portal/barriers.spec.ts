/*
 * What a program can find of barriers (WCAG 2.2 A and AA, PLAT-07) on the pages of cases and requests: in light and dark, on
 * a phone and at a desk, with their sheets open.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../lib/fixtures';
import { top } from '../lib/paths';

const AXE = readFileSync(join(top, 'dolibarr-module/frontend/node_modules/axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Found {
    id: string;
    nodes: { target: string[] }[];
}
declare global {
    interface Window {
        axe: { run: (root: Node, options: object) => Promise<{ violations: Found[] }> };
    }
}

/**
 * The page, or the sheet that keeps everything else from being reached. As an expression of the debugger: the page's
 * Content-Security-Policy stays in force.
 */
async function barriers(page: Page, name: string, runOnly: object): Promise<string[]> {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
    const found = await page.evaluate(async (only) => {
        const root = document.querySelector('dialog:modal') ?? document;
        return (await window.axe.run(root, { runOnly: only })).violations;
    }, runOnly);
    return found.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')}`);
}

/** Themes differ in colours only. */
async function themes(page: Page, name: string): Promise<string[]> {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const found = await barriers(page, `${name}, light`, { type: 'tag', values: TAGS });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    // Painted in it: what follows the scheme by script has had its turn, no colour is half way.
    await page.waitForFunction(() => document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    return [...found, ...(await barriers(page, `${name}, dark`, { type: 'rule', values: ['color-contrast'] }))];
}

type Visit = [path: string, act?: (page: Page) => Promise<void>];

async function look(page: Page, client: number, visits: Visit[]): Promise<void> {
    const found: string[] = [];
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    for (const [path, act] of visits) {
        await page.goto(`clients/${client}${path}`);
        await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible();
        await expect(page.locator('main').getByText('Chargement…'), path).toHaveCount(0);
        if (act) await act(page);
        // At rest: all of its parts are there, nothing fades in.
        await page.waitForLoadState('networkidle');
        await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
        found.push(...(await themes(page, `${path}${act ? ' (sheet)' : ''}`)));
    }
    expect(found).toEqual([]);
}

const sheet =
    (button: RegExp) =>
    async (page: Page): Promise<void> => {
        await page.getByRole('button', { name: button }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
    };

/** The form of a step, by the address that the case gives. */
async function stepOf(page: Page, client: number, id: number): Promise<string> {
    const answer = await page.request.get(`v1/clients/${client}/cases/${id}`);
    const { steps } = (await answer.json()) as { steps: { id: number; asks: object | null }[] };
    const step = steps.find(({ asks }) => asks);
    expect(step, 'a step with a form').toBeTruthy();
    return `/steps/${step?.id}`;
}

test('CASE-33 CASE-34 PORT-10 PLAT-07 pages of cases and requests on a phone have no barriers', async ({ portalOf, people }) => {
    const page = await portalOf('asked', 'phone');
    const { review } = people.cases;
    const one = `/cases/${review.id}`;
    const tab = (code: string): Visit => [`${one}?tab=${code}`];
    await look(page, people.clients.asked, [
        [''],
        ['/cases'],
        ['/cases', sheet(/^Filtrer/)],
        ['/cases?q=introuvable'],
        [one],
        [one, sheet(/^QR code/)],
        [one, sheet(/^Ajouter une tâche/)],
        ...['tasks', 'documents', 'steps', 'exchanges'].map(tab),
        [await stepOf(page, people.clients.asked, review.id)],
        [`/contact?about=${review.ref}`],
        ['/services'],
        ['/services/audit-organisationnel'],
        ['/requests'],
        ['/profile'],
    ]);
});

test('CASE-34 PLAT-07 a task in its sheet has no barriers; the bar below comes back with the focus', async ({ portalOf, people }) => {
    const page = await portalOf('client', 'phone');
    const client = people.clients.bakery;
    const tasks = `/cases/${people.cases.package.id}?tab=tasks`;
    await page.goto(`clients/${client}${tasks}`);
    await page.getByRole('button', { name: 'Ajouter une tâche' }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('Relire l’annexe');
    await page.getByRole('dialog').locator('button[type="submit"]').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await look(page, client, [[tasks], [tasks, sheet(/^Relire l’annexe/)]]);
    await page.keyboard.press('Escape');
    const more = page.getByRole('button', { name: 'Plus', exact: true });
    await more.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
});

test('CASE-33 CASE-34 PORT-10 PLAT-07 pages of cases and requests at a desk have no barriers', async ({ portalOf, people }) => {
    const page = await portalOf('client');
    const { bakery } = people.clients;
    const one = `/cases/${people.cases.hourly.id}`;
    await look(page, bakery, [
        [''],
        ['/cases'],
        [one],
        [one, sheet(/^QR code/)],
        [`${one}?tab=time`],
        [`${one}?tab=money`],
        ['/services'],
        ['/services/assistance-embauche'],
        ['/profile'],
    ]);
});
