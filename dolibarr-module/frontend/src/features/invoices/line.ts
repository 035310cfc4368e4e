/* How a line came to its amount, in figures that can be checked: «01:15:28 × 85,00 €/h». */
import type { InvoiceLine } from '@/lib/api/types';
import { clock, hourlyRate } from '@/lib/format';

export type Calculation = { time: string; rate: string | null; entries: number; adds: boolean };

export const entriesSum = (line: InvoiceLine): number =>
  line.entries.reduce((sum, entry) => sum + entry.seconds, 0);

export function calculation(line: InvoiceLine, currency: string): Calculation | null {
  if (line.seconds === null || line.seconds === 0) return null;
  return {
    time: clock(line.seconds),
    rate: line.rate ? hourlyRate(line.rate, currency) : null,
    entries: line.entries.length,
    adds: entriesSum(line) === line.seconds,
  };
}
