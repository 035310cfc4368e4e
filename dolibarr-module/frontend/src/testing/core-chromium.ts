/*
 * What scripts/core-chromium.mjs runs inside Chromium: the tables of the core, and the timing of one form.
 */
import { type Form, type FormDefinition, startCore } from '@/lib/core';
import { runTables, type Tables } from '@/lib/core/tables';

type Timed = { evaluate_us: number; keystroke_us: number; fill_us: number };

/* The best of the rounds, microseconds a turn; timers of a page are coarse, so a round is long. */
function timed(turns: number, work: (turn: number) => void): number {
  let best = Infinity;
  for (let i = 0; i < 20; i++) {
    const from = performance.now();
    for (let turn = 0; turn < turns; turn++) work(turn);
    best = Math.min(best, ((performance.now() - from) * 1000) / turns);
  }
  return best;
}

function fill(form: Form, values: readonly [string, string][]): void {
  for (const [code, text] of values) form.set(code, text);
}

async function bench(
  bytes: Uint8Array<ArrayBuffer>,
  definition: FormDefinition,
  values: readonly [string, string][],
): Promise<Timed> {
  const core = await startCore(bytes);
  const form = core.build(definition, { today: '2026-11-21' });
  fill(form, values);
  form.evaluate();
  return {
    evaluate_us: timed(2000, () => form.evaluate()),
    keystroke_us: timed(2000, (turn) => {
      form.set('amount_3', turn % 2 ? '1 200,50' : '900');
      form.evaluate();
    }),
    fill_us: timed(200, () => {
      fill(form, values);
      form.evaluate();
    }),
  };
}

async function tables(bytes: Uint8Array<ArrayBuffer>, all: Tables) {
  return runTables(await startCore(bytes), all);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}

Object.assign(globalThis, {
  coreTables: (wasm: string, all: Tables) => tables(bytesOf(wasm), all),
  coreBench: (wasm: string, definition: FormDefinition, values: [string, string][]) =>
    bench(bytesOf(wasm), definition, values),
});
