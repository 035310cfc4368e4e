import { expect, test } from 'vitest';
import { timeRows } from '@/testing/mock/fixtures';
import { byDay } from './by-day';

test('TIME_18 entries by day, no second lost', () => {
  const days = byDay(
    timeRows,
    (row) => row.work_on,
    (row) => row.duration_s,
  );
  const all = timeRows.reduce((sum, row) => sum + row.duration_s, 0);
  expect(days.map((group) => group.rows.length)).toEqual([2, 1, 2, 2, 1]);
  expect(days.reduce((sum, group) => sum + group.seconds, 0)).toBe(all);
});

test('TIME_18 nothing gives nothing', () => {
  expect(
    byDay(
      [],
      () => '',
      () => 0,
    ),
  ).toEqual([]);
});
