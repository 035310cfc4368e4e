/*
 * Amounts: integer minor units in, `1 234,56 €` out. Intl's narrow spaces become no-break spaces, which every font has
 * at the right width and which never part a number from its unit.
 */
import { locale } from './locale';

const formats = new Map<string, Intl.NumberFormat>();

function currencyFormat(currency: string): Intl.NumberFormat {
  const key = `${locale()}|${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), { style: 'currency', currency });
    formats.set(key, format);
  }
  return format;
}

export const solidSpaces = (text: string): string => text.replace(/[\u202f ]/g, '\u00a0');

export function money(minor: number, currency: string): string {
  const format = currencyFormat(currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return solidSpaces(format.format(minor / 10 ** digits)).replace('-', '\u2212');
}

/* Decimal text of the contract ("85.00", "20.000") for the reader: `85,00` or `20`. */
export function decimal(text: string, digits: number): string {
  const format = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 2),
  });
  return solidSpaces(format.format(Number(text)));
}

export function hourlyRate(rate: string, currency: string): string {
  const format = currencyFormat(currency);
  return `${solidSpaces(format.format(Number(rate)))}/h`;
}
