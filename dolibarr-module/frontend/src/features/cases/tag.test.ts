import { expect, test } from 'vitest';
import { tagCounts } from './tag';

const piece = (category: string, code: string) => ({ category, status: { code } });

test.each([
  [{ category: 'identity', status: null }, piece('identity', 'received'), true],
  [{ category: 'identity', status: null }, piece('income', 'received'), false],
  [{ category: 'identity', status: null }, piece('identity', 'na'), false],
  [{ category: null, status: 'validated' }, piece('income', 'validated'), true],
  [{ category: null, status: 'validated' }, piece('income', 'received'), false],
  [{ category: 'identity', status: 'na' }, piece('identity', 'na'), true],
])('CASE_18 a tag leads to what it counts: %j %j', (tag, of, counted) => {
  expect(tagCounts(tag, of)).toBe(counted);
});
