/*
 * Pictures of every screen in every state, phone and desktop, light and dark, from the built portal served by
 * `vite preview` over the stand-in API. For people to look at; out/front/screens.
 * Usage: node scripts/screens.mjs [port] [name-filter]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const port = Number(process.argv[2] ?? 4199);
const only = process.argv[3] ?? '';
const out = process.env.OUT_FRONT ?? '../../out/front';
const token = 'A'.repeat(43);

/* name, address, scene, then what to do before the picture */
const SCREENS = [
    ['login', '/login', { anonymous: true }],
    [
        'login-errors',
        '/login',
        {
            anonymous: true,
            act: (page) => page.getByRole('button', { name: 'Se connecter' }).click(),
        },
    ],
    ['login-locked', '/login', { anonymous: true, act: (page) => signIn(page, 'verrou') }],
    ['login-wrong', '/login', { anonymous: true, act: (page) => signIn(page, 'faux') }],
    ['forgot', '/forgot', { anonymous: true }],
    [
        'invitation',
        `/invitations/${token}`,
        {
            anonymous: true,
            act: (page) => page.getByLabel('Mot de passe', { exact: true }).fill('petit Fournil'),
        },
    ],
    ['invitation-gone', `/invitations/perdu${token.slice(5)}`, { anonymous: true }],
    ['reset', `/password-resets/${token}`, { anonymous: true }],
    ['home', '/clients/17', {}],
    ['home-empty', '/clients/18', {}],
    ['home-error', '/clients/17', { scene: 'error' }],
    ['cases', '/clients/17/cases', {}],
    ['cases-empty', '/clients/18/cases', {}],
    ['cases-none', '/clients/17/cases?kind=bail&q=retraite', {}],
    ['cases-archive', '/clients/17/cases?archived=true', {}],
    ['cases-error', '/clients/17/cases', { scene: 'error' }],
    [
        'cases-filter',
        '/clients/17/cases?class=open',
        {
            phone: true,
            act: (page) => page.getByRole('button', { name: /Filtrer/ }).click(),
        },
    ],
    ['case', '/clients/17/cases/31', {}],
    ['case-tasks', '/clients/17/cases/31?tab=tasks', {}],
    ['case-documents', '/clients/17/cases/31?tab=documents', {}],
    ['case-steps', '/clients/17/cases/31?tab=steps', {}],
    ['case-money', '/clients/17/cases/31?tab=money', {}],
    ['case-money-empty', '/clients/17/cases/37?tab=money', {}],
    ['case-exchanges', '/clients/17/cases/31?tab=exchanges', {}],
    ['case-error', '/clients/17/cases/31', { scene: 'error' }],
    [
        'case-qr',
        '/clients/17/cases/31',
        { act: (page) => page.getByRole('button', { name: 'QR code' }).click() },
    ],
    ['contact-about', '/clients/17/contact?about=DOS-2026-00031', {}],
    ['case-tab', '/clients/17/cases/31?tab=x-tax', {}],
    [
        'case-suggest',
        '/clients/17/cases/31',
        { act: (page) => page.getByRole('button', { name: 'Ajouter une tâche' }).click() },
    ],
    ['services', '/clients/17/services', {}],
    ['services-empty', '/clients/18/services', {}],
    ['services-error', '/clients/17/services', { scene: 'error' }],
    ['guide', '/clients/17/services/assistance-embauche', {}],
    ['requests', '/clients/17/requests', {}],
    ['requests-empty', '/clients/18/requests', {}],
    ['request', '/clients/17/requests/7', {}],
    ['case-time', '/clients/17/cases/35?tab=time', {}],
    ['case-time-empty', '/clients/17/cases/37?tab=time', {}],
    ['invoices', '/clients/17/invoices', {}],
    ['invoices-empty', '/clients/18/invoices', {}],
    ['invoice', '/clients/17/invoices/88', {}],
    ['invoice-late', '/clients/17/invoices/84', {}],
    ['profile', '/clients/17/profile', {}],
    ['contact', '/clients/17/contact', {}],
    ['missing', '/clients/17/nulle-part', {}],
    [
        'switcher',
        '/clients/17',
        { act: (page) => page.getByRole('button', { name: /Changer de compte/ }).click() },
    ],
    [
        'more',
        '/clients/17',
        {
            phone: true,
            act: (page) => page.getByRole('button', { name: 'Plus', exact: true }).click(),
        },
    ],
    ['relogin', '/clients/17', { act: endSession }],
];

async function signIn(page, password) {
    await page.getByLabel('Adresse e-mail').fill('marie.petit@example.org');
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
}

async function endSession(page) {
    const context = page.context();
    await context.addCookies([{ name: 'mock', value: 'ended', url: new URL(page.url()).origin }]);
    await page
        .getByRole('navigation')
        .getByText(/Factures|Mes factures/)
        .filter({ visible: true })
        .first()
        .click();
    await page.getByRole('dialog').waitFor();
}

/* Rules of WCAG 2.2 A and AA that a program can check (PLAT-07). */
async function barriers(page) {
    /* As an expression of the debugger: the page's Content-Security-Policy stays in force. */
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
        const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values } });
        return violations.map(
            (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3)}`,
        );
    });
    return found;
}

async function take(browser, base, [name, path, options], view, theme) {
    const context = await browser.newContext({
        viewport: view.size,
        deviceScaleFactor: 1,
        colorScheme: theme,
        locale: 'fr-FR',
        serviceWorkers: 'block',
        isMobile: view.name === 'phone',
        hasTouch: view.name === 'phone',
    });
    const cookie = (key, value) => ({ name: key, value, url: base });
    if (!options.anonymous)
        await context.addCookies([cookie('elaska_at', 'mock'), cookie('elaska_rt', 'mock')]);
    if (options.scene) await context.addCookies([cookie('mock', options.scene)]);
    await context.addInitScript(
        (signed) => signed && localStorage.setItem('elaska.signed', '1'),
        !options.anonymous,
    );
    const page = await context.newPage();
    const noise = [];
    page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (4|5)/.test(message.text()))
            noise.push(message.text());
    });
    page.on('pageerror', (error) => noise.push(String(error)));
    await page.goto(base + path);
    await page.locator('h1, [data-failed]').first().waitFor({ timeout: 15000 });
    await page.waitForLoadState('networkidle');
    if (options.act) await options.act(page);
    await page.waitForTimeout(options.scene === 'error' ? 4000 : 250);
    noise.push(...(await barriers(page)));
    const file = join(out, 'screens', `${name}-${view.name}-${theme}.png`);
    await page.screenshot({ path: file, fullPage: !options.act });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > view.size.width + 1) noise.push('page is wider than the screen');
    for (const text of noise) console.log(`${name} ${view.name} ${theme}: ${text}`);
    await context.close();
    return noise.length;
}

const server = await preview({ preview: { port, strictPort: true, host: '127.0.0.1' } });
const profile = mkdtempSync(join(tmpdir(), 'elaska-screens-'));
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
    ],
});
mkdirSync(join(out, 'screens'), { recursive: true });
const views = [
    { name: 'phone', size: { width: 390, height: 844 } },
    { name: 'desktop', size: { width: 1280, height: 800 } },
];
let faults = 0;
try {
    for (const screen of SCREENS.filter(([name]) => name.includes(only))) {
        for (const view of views) {
            if (screen[2].phone && view.name !== 'phone') continue;
            for (const theme of ['light', 'dark']) {
                faults += await take(browser, `http://127.0.0.1:${port}`, screen, view, theme);
            }
        }
    }
} finally {
    await browser.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
}
process.exit(faults > 0 ? 1 : 0);
