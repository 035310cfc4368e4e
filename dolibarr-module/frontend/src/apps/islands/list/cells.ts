/* One cell as people read it, the same as the page shows without scripts. */
import { clock } from '@/lib/format/duration';
import { el } from '../dom';
import type { Choice, Column, Data, Person, Row } from './types';
import type { ListWords } from './words';

const right = new Set(['number', 'decimal', 'percent', 'duration', 'amount']);
export const isNumber = (column: Column): boolean => right.has(column.type);

export const address = (pattern: string, row: Row): string =>
  pattern
    .replace(/(\{|%7B)id(\}|%7D)/, String(row.id))
    .replace(/(\{|%7B)case_id(\}|%7D)/, String(row.case_id ?? ''));

export function dayText(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : day;
}

function moment(at: number, lang: string): Node {
  const past = Date.now() / 1000 - at;
  const words = new Intl.RelativeTimeFormat(lang, { numeric: 'auto', style: 'short' });
  const date = new Date(at * 1000);
  const full = date.toLocaleString(lang, { dateStyle: 'full', timeStyle: 'short' });
  let text = date.toLocaleDateString('fr-FR');
  if (past >= 0 && past < 3600) text = words.format(-Math.round(past / 60), 'minute');
  else if (past >= 0 && past < 86_400) text = words.format(-Math.round(past / 3600), 'hour');
  else if (past >= 0 && past < 7 * 86_400) text = words.format(-Math.round(past / 86_400), 'day');
  return el('time', { datetime: date.toISOString(), title: full }, text);
}

export const badge = (status: Choice): HTMLElement =>
  el('span', { class: `elaska-badge elaska-c-${status.colour ?? 'slate'}` }, status.label);

const SCAN_TONES: Record<string, string> = { waiting: 'blue', infected: 'red', removed: 'red' };
export const scanned = (state: string, words: ListWords): HTMLElement =>
  badge({
    code: state,
    label: words.scans[state] ?? state,
    colour: SCAN_TONES[state] ?? 'amber',
  });

const num = (text: string): Node => el('span', { class: 'elaska-num' }, text);

export function amount(minor: number, data: Data, words: ListWords): string {
  return new Intl.NumberFormat(words.lang === 'en' ? 'en-GB' : 'fr-FR', {
    style: 'currency',
    currency: data.currency,
  }).format(minor / 100);
}

export function plain(column: Column, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (column.type === 'status' || column.type === 'choice') return (value as Choice).label;
  if (column.type === 'tags') return (value as Choice[]).map((tag) => tag.label).join(', ');
  if (['person', 'client', 'case', 'folder'].includes(column.type)) return (value as Person).name;
  return String(value);
}

export function cell(column: Column, row: Row, data: Data, words: ListWords): Node | string {
  const value = row[column.code];
  if (value === null || value === undefined || value === '') return '';
  switch (column.type) {
    case 'status': {
      const out = el('span', { class: 'elaska-badges' }, badge(value as Choice));
      if (row.late) out.append(el('span', { class: 'elaska-badge elaska-c-red' }, words.late));
      return out;
    }
    case 'tags':
      return el('span', { class: 'elaska-badges' }, ...(value as Choice[]).map(badge));
    case 'client':
    case 'case': {
      const link = value as Person;
      const pattern = column.type === 'client' ? data.client : data.case;
      return el('a', { href: address(pattern, { id: link.id }) }, link.name);
    }
    case 'day':
      return num(dayText(String(value)));
    case 'moment':
      return Number(value) === 0 ? '' : moment(Number(value), words.lang);
    case 'duration':
      return Number(value) > 0 ? num(clock(Number(value))) : '';
    case 'amount':
      return Number(value) !== 0 ? num(amount(Number(value), data, words)) : '';
    case 'percent':
      return num(`${String(value)}\u00a0%`);
    case 'number':
      return Number(value) !== 0 ? num(String(value)) : '';
    case 'decimal':
      return num(String(value).replace('.', words.lang === 'en' ? '.' : ','));
    case 'yesno':
      return value ? words.yes : words.no;
    default:
      return plain(column, value);
  }
}
