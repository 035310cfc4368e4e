import { beforeEach, expect, test } from 'vitest';
import { rememberedVisit, rememberVisit, shareLink } from './link';

const TOKEN = 'Dwghr6ukEcwVUkTieN6N9MLLHkSnSbpHFV0bp3jFO9c';

beforeEach(() => sessionStorage.clear());

test.each([
  [`#${TOKEN}`, { token: TOKEN, asks: false }],
  [`#p-${TOKEN}`, { token: TOKEN, asks: true }],
  [`#p-${TOKEN.replace('D', '-')}`, { token: TOKEN.replace('D', '-'), asks: true }],
  ['', null],
  ['#p-', null],
  [`#${TOKEN}x`, null],
  [`#x-${TOKEN}`, null],
  ['#<script>', null],
])('SEC_18 what an address holds: %s', (hash, link) => {
  expect(shareLink(hash)).toEqual(link);
});

test('DOC_11 a visit is remembered by its number, never by its token', () => {
  const link = { token: TOKEN, asks: true };
  expect(rememberedVisit(link)).toBeNull();
  rememberVisit(link, 12);
  expect(rememberedVisit(link)).toBe(12);
  expect(JSON.stringify({ ...sessionStorage })).not.toContain(TOKEN);
  rememberVisit(link, null);
  expect(rememberedVisit(link)).toBeNull();
});
