/* The published schemas of packs: every shipped file is right by them, every broken sample is wrong. The loader in C
 * is held against the same samples (tests/core/test_meta_schema.c). CASE-04. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';

const root = join(process.cwd(), '../elaska/packs');
const NAMES = ['template', 'list', 'statuses', 'fields', 'pack'] as const;

type Body = { format: string };

function read<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
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
    /^[^/]+\/(pack\.json|(lists|statuses|fields|templates)\/[^/]+\.json)$/.test(path),
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
});
