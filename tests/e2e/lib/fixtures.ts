/*
 * What a journey starts from: the instance, pages of people who are logged in (each in a browser context of his own),
 * and pictures of what they see.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { screens } from './paths';
import { Stack, type Login, type People, type Person } from './stack';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

/** Pictures of the whole page, out/e2e/screens/NAME-{phone,desktop}.png; the page is left as on a desk. */
export async function shoot(page: Page, name: string): Promise<void> {
    mkdirSync(screens, { recursive: true });
    for (const [kind, size] of [['phone', PHONE], ['desktop', DESKTOP]] as const) {
        await page.setViewportSize(size);
        // From the top, or bars that stay in place are caught half way. Two frames: one in which the page learns of its
        // new size, one in which it has drawn it.
        await page.evaluate(() => {
            window.scrollTo(0, 0);
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        });
        await page.screenshot({ path: join(screens, `${name}-${kind}.png`), fullPage: true });
    }
}

/** Dolibarr's own login form. */
export async function signInOffice(page: Page, stack: Stack, person: Person): Promise<void> {
    await page.goto(`${stack.office}/index.php`);
    await page.locator('input[name="username"]').fill(person.login);
    await page.locator('input[name="password"]').fill(person.password);
    await page.locator('input[name="password"]').press('Enter');
    await expect(page.locator('input[name="username"]')).toHaveCount(0);
}

/** The portal's session without its login page (portal/login.spec.ts walks through that one). */
export async function signInPortal(page: Page, stack: Stack, login: Login): Promise<void> {
    const answer = await page.request.post(`${stack.portal}/v1/session`, {
        data: { email: login.login, password: login.password, remember: false },
    });
    expect(answer.ok(), await answer.text()).toBeTruthy();
}

async function contextFor(browser: Browser, baseURL: string, phone = false): Promise<Page> {
    const context = await browser.newContext({
        baseURL,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        ...(phone ? { viewport: PHONE, hasTouch: true, isMobile: true } : { viewport: DESKTOP }),
    });
    return context.newPage();
}

interface Fixtures {
    stack: Stack;
    people: People;
    /** A back office page of somebody who is logged in. */
    officeOf: (who: keyof Pick<People, 'admin' | 'adviser' | 'manager' | 'other'>) => Promise<Page>;
    /** A portal page of somebody who is logged in, at a desk or on a phone; its address is not opened yet. */
    portalOf: (who: keyof People['portal'], device?: 'desk' | 'phone') => Promise<Page>;
}

export const test = base.extend<Fixtures>({
    // eslint-disable-next-line no-empty-pattern
    stack: async ({}, use) => use(new Stack()),
    people: async ({ stack }, use) => use(stack.people),
    officeOf: async ({ browser, stack, people }, use) => {
        const pages: Page[] = [];
        await use(async (who) => {
            const page = await contextFor(browser, `${stack.office}/`);
            pages.push(page);
            await signInOffice(page, stack, people[who]);
            return page;
        });
        await Promise.all(pages.map((page) => page.context().close()));
    },
    portalOf: async ({ browser, stack, people }, use) => {
        const pages: Page[] = [];
        await use(async (who, device = 'desk') => {
            const page = await contextFor(browser, `${stack.portal}/`, device === 'phone');
            pages.push(page);
            await signInPortal(page, stack, people.portal[who]);
            return page;
        });
        await Promise.all(pages.map((page) => page.context().close()));
    },
});

export { expect };
