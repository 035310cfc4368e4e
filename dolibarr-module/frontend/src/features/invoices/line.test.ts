import { expect, test } from 'vitest';
import { oneInvoice } from '@/testing/mock/fixtures';
import { calculation, entriesSum } from './line';

const invoice = oneInvoice(88)!;

test('TIME_18 the seconds of the entries add up to the line', () => {
  const line = invoice.lines[0]!;
  expect(entriesSum(line)).toBe(line.seconds);
  expect(calculation(line, 'EUR')).toMatchObject({
    adds: true,
    entries: 4,
    rate: '85,00\u00a0€/h',
  });
});

test('TIME_18 an entry over a package limit counts on each line with its own part', () => {
  const parts = invoice.lines
    .flatMap((line) => line.entries)
    .filter((entry) => entry.seconds !== entry.duration_s);
  expect(parts).toHaveLength(2);
  expect(parts.reduce((sum, part) => sum + part.seconds, 0)).toBe(parts[0]!.duration_s);
});

test('TIME_18 a line without time has no calculation', () => {
  expect(calculation(invoice.lines[2]!, 'EUR')).toBeNull();
});

test('TIME_18 a detail that does not add up is told', () => {
  const line = { ...invoice.lines[0]!, seconds: 1 };
  expect(calculation(line, 'EUR')?.adds).toBe(false);
});
