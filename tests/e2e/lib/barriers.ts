/*
 * What a program can find of barriers (WCAG 2.2 A and AA, PLAT-07) on a page of the portal: in light and dark, or in what
 * keeps everything else of it from being reached.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { top } from './paths';

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
export async function themes(page: Page, name: string): Promise<string[]> {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const found = await barriers(page, `${name}, light`, { type: 'tag', values: TAGS });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    // Painted in it: what follows the scheme by script has had its turn, no colour is half way.
    await page.waitForFunction(() => document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    return [...found, ...(await barriers(page, `${name}, dark`, { type: 'rule', values: ['color-contrast'] }))];
}

export type Visit = [path: string, act?: (page: Page) => Promise<void>];

export async function look(page: Page, client: number, visits: Visit[]): Promise<void> {
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

export const sheet =
    (button: RegExp) =>
    async (page: Page): Promise<void> => {
        await page.getByRole('button', { name: button }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
    };
