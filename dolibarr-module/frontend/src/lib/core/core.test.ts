import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Core, CoreError, startCore } from '.';
import { runTables, type Tables } from './tables';

const root = join(process.cwd(), '../..');
const out = join(process.env['OUT_FRONT'] ?? join(root, 'out/front'), '..');

function table<T>(name: string): T {
  return JSON.parse(readFileSync(join(root, 'tests/fixtures/expr', `${name}.json`), 'utf8')) as T;
}

let core: Core;

beforeAll(async () => {
  core = await startCore(readFileSync(join(out, 'wasm/elaska.wasm')));
});

describe('CASE-07 PLAT-08 the core in WebAssembly', () => {
  test('gives what C gives, for every case of the tables', () => {
    const tables: Tables = {
      expressions: table('expressions'),
      fields: table('fields'),
      forms: table('forms'),
    };
    const { cases, wrong } = runTables(core, tables);
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(400);
  });

  test('gives the same in Chromium', { timeout: 60_000 }, () => {
    const printed = execFileSync('node', ['scripts/core-chromium.mjs', 'tables'], {
      encoding: 'utf8',
    });
    const { cases, wrong } = JSON.parse(printed) as { cases: number; wrong: string[] };
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(400);
  });

  test('refuses bytes that are no program', () => {
    expect(() => core.load(new Uint8Array([1, 2, 3]))).toThrow(CoreError);
    expect(() => core.load(btoa('ELAF\x02aaaaaaaaaaaaaaa'))).toThrow('form.version');
  });

  test('reads columns inside their table, options with labels, numbers as bounds', () => {
    const form = core.build({
      pages: [
        {
          code: 'one',
          fields: [
            { code: 'kind', type: 'choice', options: [{ code: 'a' }, { code: 'b' }], default: 'a' },
            { code: 'when', type: 'choice', list: 'periods' },
            {
              code: 'lines',
              type: 'table',
              columns: [{ code: 'amount', type: 'amount', min: 1 }],
            },
            { code: 'total', type: 'computed', computed: 'sum(lines.amount)' },
          ],
        },
      ],
    });
    form.rows('lines', 2);
    form.set('lines.amount', '12,5', 0);
    form.set('lines.amount', '0', 1);
    form.set('when', 'monthly');
    const state = form.run();
    expect(state.fields['kind']?.text).toBe('a');
    expect(state.fields['total']?.text).toBe('12.5');
    expect(state.lines['lines']?.[1]?.['amount']?.problem).toEqual({
      key: 'field.too_small',
      params: { min: '1' },
    });
    expect(state.pages).toEqual([{ visible: true, problems: 1 }]);
    form.free();
  });

  test('a definition that is wrong names the place', () => {
    const error = (() => {
      try {
        core.build({ fields: [{ code: 'a', type: 'text', show_if: 'b = 1' }] });
        return null;
      } catch (e) {
        return e as CoreError;
      }
    })();
    expect(error?.key).toBe('expr.unknown_name');
    expect(error?.field).toBe('a/show_if');
    expect(error?.params).toEqual({ at: '1', line: '1', name: 'b' });
  });

  test('memory is given back: ten thousand forms do not grow it', () => {
    const definition = { fields: [{ code: 'a', type: 'text', default: 'x' }] };
    for (let i = 0; i < 10_000; i++) {
      const form = core.build(definition);
      form.set('a', 'y'.repeat(200));
      form.run();
      form.free();
    }
    expect(core.expression('1 + 1', []).value).toBe('2');
  });
});
