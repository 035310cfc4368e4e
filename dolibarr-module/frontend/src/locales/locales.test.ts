import { expect, test } from 'vitest';
import enErrors from './en/errors.json';
import en from './en/portal.json';
import enShare from './en/share.json';
import enVault from './en/vault.json';
import enWork from './en/work.json';
import frErrors from './fr/errors.json';
import fr from './fr/portal.json';
import frShare from './fr/share.json';
import frVault from './fr/vault.json';
import frWork from './fr/work.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Record<string, string> {
  return Object.entries(tree).reduce<Record<string, string>>(
    (all, [key, value]) =>
      typeof value === 'string'
        ? { ...all, [prefix + key]: value }
        : { ...all, ...flat(value, `${prefix}${key}.`) },
    {},
  );
}

const variables = (text: string): string[] => (text.match(/\{\{?\w+\}?\}/g) ?? []).sort();

test.each([
  ['texts', flat(fr), flat(en)],
  ['texts of cases and requests', flat(frWork), flat(enWork)],
  ['texts of shared documents', flat(frShare), flat(enShare)],
  ['texts of the vault', flat(frVault), flat(enVault)],
  ['errors', frErrors as Record<string, string>, enErrors as Record<string, string>],
])('PLAT_07 %s are complete in both languages, with the same variables', (_name, one, two) => {
  expect(Object.keys(two).sort()).toEqual(Object.keys(one).sort());
  for (const [key, text] of Object.entries(one)) {
    expect(two[key], key).toBeTruthy();
    expect(variables(two[key] ?? ''), key).toEqual(variables(text));
  }
});
