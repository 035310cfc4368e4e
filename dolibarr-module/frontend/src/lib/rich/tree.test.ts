/* The table that the core runs too (tests/core/test_rich.c): what the browser reads of a document is what the server reads. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromText, isRich, linkOf, plainText, richJson, saidOf, type RichNode } from './tree';

type Table = {
  documents: Array<{ name: string; in: RichNode; out?: RichNode; plain: string }>;
  refused: Array<{ name: string; in: RichNode }>;
  texts: Array<{ text: string; doc: RichNode; plain: string }>;
};
const table = JSON.parse(readFileSync('../../tests/fixtures/rich/documents.json', 'utf8')) as Table;

describe('formatted texts (PLAT-08)', () => {
  it.each(table.documents)('reads $name as plain text', (row) => {
    expect(plainText(row.out ?? row.in)).toBe(row.plain);
  });

  it.each(table.texts)('makes a document of "$text"', ({ text, doc, plain }) => {
    expect(fromText(text)).toEqual(doc);
    expect(plainText(fromText(text))).toBe(plain);
  });

  it('tells a document from a text', () => {
    const doc = fromText('Bonjour');
    expect(saidOf(JSON.stringify(doc))).toBe('Bonjour');
    expect(richJson(JSON.stringify(doc))).toEqual(doc);
    expect(richJson('{"type":"doc"')).toBe('{"type":"doc"');
    expect(saidOf('{"type":"docks"}')).toBe('{"type":"docks"}');
    expect(isRich([])).toBe(false);
  });
});

describe('links (SEC-13)', () => {
  const refused = table.refused
    .filter(({ name }) => name.startsWith('link: '))
    .map(({ name, in: doc }) => ({
      name,
      href: doc.content?.[0]?.content?.[0]?.marks?.[0]?.attrs?.href ?? '',
    }));

  /* What a person types is completed ("www.a.fr", "http:"); what leads astray stays refused. */
  const completed =
    /: (http|no scheme|a quote|angle brackets|not ASCII|https without slashes|backslashes)$/;
  it.each(refused.filter(({ name }) => !completed.test(name)))('refuses $name', ({ href }) => {
    expect(linkOf(href)).toBeNull();
  });

  it.each(refused)('never gives a script: $name', ({ href }) => {
    expect(linkOf(href) ?? 'https://').toMatch(/^(https:\/\/|mailto:|tel:)/);
  });

  it.each([
    ['www.impots.gouv.fr', 'https://www.impots.gouv.fr/'],
    ['http://a.fr/x', 'https://a.fr/x'],
    ['https://a.fr/é', 'https://a.fr/%C3%A9'],
    ['bonjour@example.test', 'mailto:bonjour@example.test'],
    ['04 72 00 00 00', 'tel:0472000000'],
    ['HTTPS://A.fr', 'https://a.fr/'],
  ])('completes %s', (typed, href) => {
    expect(linkOf(typed)).toBe(href);
  });
});
