/*
 * First screens of the portal in Chromium as on a modest phone: processor slowed four times, 10 Mbit/s, 40 ms. Largest
 * contentful paint cold (nothing kept) and warm (second visit of the same browser), and what the first load weighs.
 * Usage: node lcp.mjs PORTAL_URL CLIENT TOKEN [RUNS]; prints rows for run.sh.
 */
import { createRequire } from 'node:module';

const require = createRequire(
    new URL('../../dolibarr-module/frontend/package.json', import.meta.url),
);
const { chromium } = require('playwright-core');

const [base, client, token, runs = '7'] = process.argv.slice(2);
const SLOWDOWN = 4;
const LINK = {
    offline: false,
    latency: 40,
    downloadThroughput: 10_000_000 / 8,
    uploadThroughput: 10_000_000 / 8,
};
const SCREENS = [
    { name: 'home, signed in', path: `/clients/${client}`, signed: true },
    { name: 'sign-in page', path: '/login', signed: false },
];

/* Runs in the page: the last paint that Chromium reports as the largest. */
function watch() {
    window.lcp = null;
    new PerformanceObserver((list) => {
        const last = list.getEntries().at(-1);
        window.lcp = {
            ms: last.startTime,
            words: (last.element?.textContent ?? '').trim().slice(0, 60),
        };
    }).observe({ type: 'largest-contentful-paint', buffered: true });
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function load(context, path) {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', LINK);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(base + path, { waitUntil: 'load' });
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(700);
    const seen = await page.evaluate(() => ({
        lcp: window.lcp,
        parts: performance.getEntriesByType('resource').map((r) => ({
            name: r.name,
            bytes: r.encodedBodySize,
        })),
    }));
    if (seen.lcp === null) throw new Error(`${path}: no paint was reported`);
    const weigh = (ending) =>
        seen.parts
            .filter((part) => new URL(part.name).pathname.endsWith(ending))
            .reduce((sum, part) => sum + part.bytes, 0);
    await page.close();
    return { ...seen.lcp, js: weigh('.js'), css: weigh('.css') };
}

async function visit(browser, screen) {
    const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
        locale: 'fr-FR',
    });
    await context.addInitScript(watch);
    if (screen.signed) {
        await context.addCookies([{ name: 'elaska_at', value: token, url: base }]);
        await context.addInitScript(() => localStorage.setItem('elaska.signed', '1'));
    }
    const cold = await load(context, screen.path);
    /* The service worker takes its copies after the first visit. */
    const page = await context.newPage();
    await page.goto(base + screen.path);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForLoadState('networkidle');
    await page.close();
    const warm = await load(context, screen.path);
    await context.close();
    return { cold, warm };
}

function row(name, value, unit, against, limit) {
    const ratio = value / limit;
    const goal = `< ${limit}`;
    console.log(
        JSON.stringify({
            name,
            value,
            unit,
            against,
            ratio: Number(ratio.toFixed(3)),
            goal,
            ok: value < limit,
        }),
    );
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
    ],
});
try {
    let js = 0;
    let css = 0;
    for (const screen of SCREENS) {
        const visits = [];
        for (let i = 0; i < Number(runs); i++) visits.push(await visit(browser, screen));
        for (const [when, limit] of [
            ['cold', 1200],
            ['warm', 500],
        ]) {
            const all = visits.map((v) => v[when]);
            console.error(
                `${screen.name}, ${when}: ${all.map((v) => Math.round(v.ms)).join(' ')} ms («${all[0].words}»)`,
            );
            row(
                `portal, ${screen.name}, ${when} LCP`,
                Math.round(median(all.map((v) => v.ms))),
                'ms',
                'CPU 4x slower, 10 Mbit/s, 40 ms',
                limit,
            );
        }
        js = Math.max(js, ...visits.map((v) => v.cold.js));
        css = Math.max(css, ...visits.map((v) => v.cold.css));
    }
    row(
        'portal, JavaScript of a first load, gzip',
        js / 1000,
        'kB',
        'what the browser fetched',
        200,
    );
    row('portal, CSS of a first load, gzip', css / 1000, 'kB', 'what the browser fetched', 40);
} finally {
    await browser.close();
}
