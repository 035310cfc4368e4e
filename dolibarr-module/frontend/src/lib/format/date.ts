/*
 * Civil days (`YYYY-MM-DD`) are never moved through a time zone: a day is a day. Moments are epoch seconds and are
 * shown in the reader's zone, near ones in words.
 */
import { locale, lang } from './locale';

const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()}|${name}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale(), options);
    cache.set(key, format);
  }
  return format;
}

function civil(day: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
}

/* 2026-11-21 -> 21/11/2026 in both languages (PLAT-07). */
export function day(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : text;
}

/* 2026-11-20 -> "vendredi 20 novembre 2026"; the year is left out when it is this one. */
export function dayLong(text: string, today: string = todayIso()): string {
  const date = civil(text);
  if (!date) return text;
  const year: Intl.DateTimeFormatOptions =
    text.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' };
  return dateFormat(`long${year.year ?? ''}`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...year,
    timeZone: 'UTC',
  }).format(date);
}

/* "21 décembre" or "21 décembre 2027", inside a sentence. */
export function dayInSentence(text: string, today: string = todayIso()): string {
  const date = civil(text);
  if (!date) return text;
  const year: Intl.DateTimeFormatOptions =
    text.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' };
  const spokenDay = dateFormat(`mid${year.year ?? ''}`, {
    day: 'numeric',
    month: 'long',
    ...year,
    timeZone: 'UTC',
  }).format(date);
  return lang() === 'fr' ? spokenDay.replace(/^1 /, '1er ').replace(' ', '\u00a0') : spokenDay;
}

export function todayIso(now: Date = new Date()): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/* Whole days from `today` to `text`; negative in the past. */
export function daysUntil(text: string, today: string = todayIso()): number | null {
  const [to, from] = [civil(text), civil(today)];
  return to && from ? Math.round((to.getTime() - from.getTime()) / 86_400_000) : null;
}

export function momentFull(at: number): string {
  return dateFormat('full', { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at * 1000));
}

/* "il y a 5 min" up to a week, then the date. */
export function momentNear(at: number, now: number = Date.now() / 1000): string {
  const past = now - at;
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'short' });
  if (past < 45) return relative.format(0, 'second');
  if (past < 3600) return relative.format(-Math.max(1, Math.round(past / 60)), 'minute');
  if (past < 86_400) return relative.format(-Math.round(past / 3600), 'hour');
  if (past < 7 * 86_400) return relative.format(-Math.round(past / 86_400), 'day');
  return day(todayIso(new Date(at * 1000)));
}
