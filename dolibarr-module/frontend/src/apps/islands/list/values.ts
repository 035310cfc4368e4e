/* Fields in which people type or choose a value for a column: in criteria, in cells and for many rows at once. */
import { el } from '../dom';
import type { Choice, Column, Define, Value } from './types';
import type { ListWords } from './words';

export type Field = { node: HTMLElement; read: () => Value | Value[] | undefined };

function select(
  options: Choice[],
  value: string,
  words: ListWords,
  name: string,
  many = false,
): HTMLSelectElement {
  const node = el('select', { class: 'flat', 'aria-label': name, multiple: many });
  if (!many) node.append(new Option(words.choose, ''));
  for (const option of options) node.append(new Option(option.label, option.code));
  if (!many) node.value = value;
  return node;
}

function many(options: Choice[], value: unknown, words: ListWords, name: string): Field {
  const node = select(options, '', words, name, true);
  const chosen = new Set(Array.isArray(value) ? value.map(String) : []);
  for (const option of node.options) option.selected = chosen.has(option.value);
  node.size = Math.min(6, node.options.length);
  const read = (): Value[] | undefined => {
    const list = [...node.selectedOptions].map((option) => option.value);
    return list.length > 0 ? list : undefined;
  };
  return { node, read };
}

function one(options: Choice[], value: unknown, words: ListWords, name: string): Field {
  const node = select(options, String(value ?? ''), words, name);
  return { node, read: () => (node.value === '' ? undefined : node.value) };
}

export function people(define: Define, words: ListWords, relative: boolean): Choice[] {
  const list = (define.people ?? []).map((p) => ({ code: String(p.id), label: p.name }));
  const own = [
    { code: 'me', label: words.me },
    { code: 'team', label: words.team },
  ];
  return relative ? [...own, ...list] : list;
}

function typed(type: string, value: unknown, name: string, step?: string): Field {
  const node = el('input', { class: 'flat', type, 'aria-label': name, ...(step ? { step } : {}) });
  node.value = String(value ?? '');
  return { node, read: () => (node.value.trim() === '' ? undefined : node.value.trim()) };
}

/* A day by its name, exactly, or counted from today: "this_month", "2026-11-21", "-30d". */
function day(value: unknown, words: ListWords, name: string): Field {
  const text = String(value ?? '');
  const relative = /^([+-])(\d+)d$/.exec(text);
  const exact = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const choice = select(
    [
      ...Object.entries(words.periods).map(([code, label]) => ({ code, label })),
      { code: 'day', label: words.onDay },
      { code: '-', label: words.ago },
      { code: '+', label: words.ahead },
    ],
    exact ? 'day' : (relative?.[1] ?? text),
    words,
    name,
  );
  const date = el('input', { type: 'date', class: 'flat', 'aria-label': name });
  const count = el('input', {
    type: 'number',
    min: '1',
    max: '4000',
    class: 'flat',
    'aria-label': words.days,
  });
  date.value = exact ? text : '';
  count.value = relative?.[2] ?? '30';
  const draw = (): void => {
    date.hidden = choice.value !== 'day';
    count.hidden = choice.value !== '-' && choice.value !== '+';
  };
  choice.addEventListener('change', draw);
  draw();
  const read = (): Value | undefined => {
    if (choice.value === 'day') return date.value || undefined;
    if (choice.value === '-' || choice.value === '+')
      return count.value ? `${choice.value}${count.value}d` : undefined;
    return choice.value || undefined;
  };
  return { node: el('span', { class: 'ell-two' }, choice, date, count), read };
}

function yesNo(value: unknown, words: ListWords, name: string): Field {
  const options = [
    { code: '1', label: words.yes },
    { code: '0', label: words.no },
  ];
  const known = value === undefined || value === null ? '' : value ? '1' : '0';
  const field = one(options, known, words, name);
  return {
    node: field.node,
    read: () => {
      const read = field.read();
      return read === undefined ? undefined : read === '1';
    },
  };
}

function single(column: Column, value: unknown, define: Define, words: ListWords): Field {
  switch (column.type) {
    case 'status':
    case 'choice':
    case 'tags':
      return one(column.choices ?? [], value, words, column.label);
    case 'person':
      return one(people(define, words, true), value, words, column.label);
    case 'day':
    case 'moment':
      return day(value, words, column.label);
    case 'yesno':
      return yesNo(value, words, column.label);
    case 'number':
    case 'percent':
      return typed('number', value, column.label, '1');
    default:
      return typed('text', value, column.label);
  }
}

/** A criterion's value; null where the comparison needs none. */
export function criterionField(
  column: Column,
  op: string,
  value: unknown,
  define: Define,
  words: ListWords,
): Field | null {
  if (op === 'empty' || op === 'filled') return null;
  if (op === 'in') {
    if (column.type === 'status' || column.type === 'choice' || column.type === 'tags')
      return many(column.choices ?? [], value, words, column.label);
    if (column.type === 'person')
      return many(people(define, words, false), value, words, column.label);
    const field = typed('text', Array.isArray(value) ? value.join(', ') : value, column.label);
    const split = (): string[] | undefined =>
      field
        .read()
        ?.toString()
        .split(/\s*,\s*/);
    return { node: field.node, read: split };
  }
  if (op === 'between') {
    const pair = Array.isArray(value) ? value : [];
    const from = single(column, pair[0], define, words);
    const to = single(column, pair[1], define, words);
    const node = el('span', { class: 'ell-two' }, from.node, words.and, to.node);
    const read = (): Value[] | undefined => {
      const both = [from.read(), to.read()];
      return both.includes(undefined) ? undefined : (both as Value[]);
    };
    return { node, read };
  }
  if (op === 'contains' || op === 'starts') return typed('text', value, column.label);
  return single(column, Array.isArray(value) ? value[0] : value, define, words);
}

/* One tag more, or one less: those that a cell has can be taken off, the others put on. */
function tagField(column: Column, value: unknown, words: ListWords): Field {
  const own = Array.isArray(value) ? new Set((value as Choice[]).map((tag) => tag.code)) : null;
  const all = column.choices ?? [];
  const more = all.filter((tag) => tag.active !== false && !own?.has(tag.code));
  const less = all.filter((tag) => !own || own.has(tag.code));
  const options = [
    ...more.map((tag) => ({ code: tag.code, label: `+ ${tag.label}` })),
    ...less.map((tag) => ({ code: `-${tag.code}`, label: `− ${tag.label}` })),
  ];
  return one(options, undefined, words, column.label);
}

/** A new value of a cell. */
export function changeField(
  column: Column,
  value: unknown,
  define: Define,
  words: ListWords,
): Field {
  const known = value as { code?: string; id?: number } | null | undefined;
  if (column.type === 'status' || column.type === 'choice') {
    const own = (column.choices ?? []).filter((choice) => !choice.code.startsWith('@'));
    return one(own, known?.code, words, column.label);
  }
  if (column.type === 'tags') return tagField(column, value, words);
  if (column.type === 'person') {
    const field = one(people(define, words, false), known?.id, words, column.label);
    return {
      node: field.node,
      read: () => {
        const id = field.read();
        return id === undefined ? undefined : Number(id);
      },
    };
  }
  if (column.type === 'day') {
    const field = typed('date', value, column.label);
    return { node: field.node, read: () => field.read() ?? null };
  }
  return single(column, value, define, words);
}

/** What stands in a cell, as it would be sent. */
export function sent(column: Column, value: unknown): Value {
  const known = value as { code?: string; id?: number } | null | undefined;
  if (column.type === 'status' || column.type === 'choice') return known?.code ?? null;
  if (column.type === 'person') return known?.id ?? null;
  return (value ?? null) as Value;
}
