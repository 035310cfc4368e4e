/* Days as people say them on a card: "aujourd'hui", "demain", "21 nov.", with the year where it is another. */
import type { Words } from './words';

const pad = (n: number): string => String(n).padStart(2, '0');

const civil = (date: Date): string =>
  `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

function near(day: string, words: Words): string | null {
  const now = new Date();
  const at = (shift: number): string =>
    civil(new Date(now.getFullYear(), now.getMonth(), now.getDate() + shift));
  if (day === at(0)) return words.today;
  if (day === at(1)) return words.tomorrow;
  return day === at(-1) ? words.yesterday : null;
}

/* Making a formatter costs more than using it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(lang: string, year: boolean): Intl.DateTimeFormat {
  const locale = lang.startsWith('en') ? 'en-GB' : 'fr-FR';
  const key = `${locale}${year}`;
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      ...(year ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    });
    formats.set(key, known);
  }
  return known;
}

export function shortDay(day: string, words: Words, lang: string): string {
  const said = near(day, words);
  if (said) return said;
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return format(lang, day.slice(0, 4) !== String(new Date().getFullYear())).format(date);
}

export function moment(at: number, lang: string): string {
  return new Intl.DateTimeFormat(lang.startsWith('en') ? 'en-GB' : 'fr-FR', {
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(at * 1000));
}
