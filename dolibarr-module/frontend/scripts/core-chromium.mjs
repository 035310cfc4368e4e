/*
 * The core's WebAssembly in Chromium: its tables, or the timing of the benchmark's form (tests/bench/form.json).
 *   node scripts/core-chromium.mjs tables|bench     prints one JSON object
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const root = new URL('../../../', import.meta.url).pathname;
const src = new URL('../src', import.meta.url).pathname;
const out = resolve(process.env.OUT_FRONT ?? join(root, 'out/front'), '..');
const wasm = readFileSync(join(out, 'wasm/elaska.wasm')).toString('base64');
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

const { outputFiles } = await build({
    entryPoints: [join(src, 'testing/core-chromium.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2021',
    alias: { '@': src },
});
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
});
try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0].text });
    let result;
    if (process.argv[2] === 'bench') {
        const { values, ...definition } = json('tests/bench/form.json');
        result = await page.evaluate(
            ([w, d, v]) => globalThis.coreBench(w, d, v),
            [wasm, definition, values],
        );
    } else {
        const names = ['expressions', 'fields', 'forms'];
        const all = Object.fromEntries(
            names.map((name) => [name, json(`tests/fixtures/expr/${name}.json`)]),
        );
        result = await page.evaluate(([w, t]) => globalThis.coreTables(w, t), [wasm, all]);
    }
    console.log(JSON.stringify(result));
} finally {
    await browser.close();
}
