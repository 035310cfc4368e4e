/*
 * The board of tasks with 2,000 cards in Chromium, its processor slowed four times: from the request of the page to the
 * first cards painted, and from a key or a drop to the paint that shows the card at its place (Event Timing).
 * Usage: node board.mjs OFFICE_URL LOGIN PASSWORD [RUNS]; prints rows for run.sh.
 */
import { createRequire } from 'node:module';

const require = createRequire(
    new URL('../../dolibarr-module/frontend/package.json', import.meta.url),
);
const { chromium } = require('playwright-core');

const [office, login, password, runs = '7'] = process.argv.slice(2);
const SLOWDOWN = 4;
const CARDS = 2000;

/* Runs in the page: when the first card was painted, and how long each key and drop took to be. */
function watch() {
    window.bench = { card: null, waits: [] };
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            if (['keydown', 'drop', 'dragend'].includes(entry.name))
                window.bench.waits.push({ name: entry.name, ms: entry.duration });
    }).observe({ type: 'event', durationThreshold: 16, buffered: true });
    const look = () => {
        if (document.querySelector('.elb-card') === null) return requestAnimationFrame(look);
        /* This frame paints it: the message comes after. */
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (window.bench.card = performance.now());
        channel.port2.postMessage(0);
    };
    requestAnimationFrame(look);
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function open(page) {
    await page.goto(`${office}/custom/elaska/task_board.php?view=all`, { waitUntil: 'load' });
    await page.waitForFunction(() => window.bench.card !== null);
    const painted = await page.evaluate(() => window.bench.card);
    /* The rest of the cards is there too before anything is moved. */
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    const cards = await page.evaluate(() => {
        const counts = [...document.querySelectorAll('.elb-count')];
        return counts.reduce((sum, one) => sum + Number(one.textContent), 0);
    });
    if (cards < CARDS) throw new Error(`the board has ${cards} cards`);
    return painted;
}

async function waits(page, name) {
    await page.waitForTimeout(400);
    return page.evaluate((wanted) => {
        const ms = window.bench.waits.filter((one) => one.name === wanted).map((one) => one.ms);
        window.bench.waits = [];
        return ms;
    }, name);
}

/* A card of the middle of a heavy column, carried to the next column and up: each key is a move. */
async function byKeyboard(page) {
    await page.locator('[data-column="todo"] .elb-open').nth(8).focus();
    await page.keyboard.press('Space');
    await waits(page, 'keydown');
    const all = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft']) {
        await page.keyboard.press(key);
        /* What is not reported took less than 16 ms. */
        all.push(Math.max(16, ...(await waits(page, 'keydown'))));
    }
    await page.keyboard.press('Escape');
    return all;
}

async function byMouse(page) {
    /* The keys may have scrolled. */
    await page.evaluate(() => document.querySelectorAll('.elb-list').forEach((one) => (one.scrollTop = 0)));
    const card = page.locator('[data-column="todo"] .elb-card').nth(3);
    const title = await card.locator('.elb-open').innerText();
    await waits(page, 'drop');
    const answer = page.waitForResponse((r) => r.url().includes('/ajax/'));
    await card.dragTo(page.locator('[data-column="doing"] .elb-card').nth(2));
    const ms = Math.max(16, ...(await waits(page, 'drop')));
    await page.locator('[data-column="doing"] .elb-open', { hasText: title }).first().waitFor();
    if (!(await answer).ok()) throw new Error('the move was refused');
    return ms;
}

function row(name, value, limit) {
    const ratio = Number((value / limit).toFixed(3));
    const against = 'CPU 4x slower';
    console.log(
        JSON.stringify({ name, value, unit: 'ms', against, ratio, goal: `< ${limit}`, ok: value < limit }),
    );
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
    const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'fr-FR',
    });
    await context.addInitScript(watch);
    const page = await context.newPage();
    await page.goto(`${office}/index.php`);
    await page.locator('input[name="username"]').fill(login);
    await page.locator('input[name="password"]').fill(password);
    await page.locator('input[name="password"]').press('Enter');
    await page.waitForLoadState('load');
    const cdp = await context.newCDPSession(page);
    const paints = [];
    const keys = [];
    const drops = [];
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    for (let i = 0; i < Number(runs); i++) {
        paints.push(await open(page));
        keys.push(...(await byKeyboard(page)));
        drops.push(await byMouse(page));
    }
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
    const told = (list) => list.map(Math.round).join(' ');
    console.error(`paint ${told(paints)}; keys ${told(keys)}; drops ${told(drops)}`);
    row('board of 2,000 cards: first cards painted', Math.round(median(paints)), 1000);
    row('the same: a move by key to its paint', Math.round(median(keys)), 100);
    row('the same: a drop to its paint', Math.round(median(drops)), 100);
} finally {
    await browser.close();
}
