/* The published schemas of packs: every shipped file is right by them, every broken sample is wrong. The loader in C
 * is held against the same samples (tests/core/test_meta_schema.c). CASE-04. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';

const root = join(process.cwd(), '../elaska/packs');
const NAMES = ['template', 'list', 'statuses', 'fields', 'letter', 'folders', 'pack'] as const;

type Body = { format: string };

function read<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

type Changed = {
  bases: Record<string, unknown>;
  cases: { base: string; at: string; value?: unknown; judged: 'right' | 'wrong' | 'meaning' }[];
};

/* With another value at the place, or without it. */
function changed(body: unknown, at: string[], value: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return value;
  const entries = Object.entries(body as object) as [string, unknown][];
  const kept = entries.filter(([name]) => name !== key || rest.length > 0 || value !== undefined);
  const made = kept.map(([name, member]): [string, unknown] =>
    name === key ? [name, changed(member, rest, value)] : [name, member],
  );
  if (!entries.some(([name]) => name === key)) made.push([key, value]);
  return Array.isArray(body) ? made.map(([, member]) => member) : Object.fromEntries(made);
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const name of [...NAMES, 'defs'])
  ajv.addSchema(read<object>(join(root, `schema/${name}.schema.json`)), `${name}.schema.json`);

/* "elaska.list/1" is judged by list.schema.json. */
function faults(body: Body): string[] {
  const name = /^elaska\.(\w+)\/1$/.exec(body.format)?.[1] ?? '';
  const validate = ajv.getSchema(`${name}.schema.json`);
  if (!validate) return [`no schema of ${body.format}`];
  if (validate(body)) return [];
  return (validate.errors ?? []).map((fault) => `${fault.instancePath} ${fault.message ?? ''}`);
}

const shipped = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) =>
    /^[^/]+\/(pack\.json|(lists|statuses|fields|templates|letters|folders)\/[^/]+\.json)$/.test(
      path,
    ),
  )
  .filter((path) => !path.startsWith('schema/'));

describe('CASE-04 schemas of packs', () => {
  it('finds what is shipped', () => {
    expect(shipped.length).toBeGreaterThan(25);
  });

  it.each(shipped)('%s is right', (path) => {
    expect(faults(read<Body>(join(root, path)))).toEqual([]);
  });

  const samples = read<Array<{ key: string; path: string; body: Body }>>(
    join(process.cwd(), '../../tests/fixtures/packs/broken.json'),
  );
  it.each(samples.map((sample) => [`${sample.key} at ${sample.path}`, sample.body] as const))(
    'refuses %s',
    (_what, body) => {
      expect(faults(body)).not.toEqual([]);
    },
  );

  const { bases, cases } = read<Changed>(
    join(process.cwd(), '../../tests/fixtures/packs/changed.json'),
  );
  it('judges each change of one member as the loader does', () => {
    const others = cases.filter(({ base, at, value, judged }) => {
      const body = changed(bases[base], at.split('/').slice(1), value) as Body;
      const name = /^elaska\.(\w+)\/1$/.exec((bases[base] as Body).format)?.[1] ?? '';
      return ajv.validate(`${name}.schema.json`, body) === (judged === 'wrong');
    });
    expect(others).toEqual([]);
  });
});
