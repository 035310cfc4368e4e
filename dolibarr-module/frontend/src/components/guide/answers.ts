/*
 * Between what the form engine says (canonical text of each field) and what the service keeps (canonical JSON by code).
 * Empty is absent; null clears what an earlier draft held. Pure, so that every type is tested.
 */
import { markOf, sealedUid } from '@/components/form/sealed';
import type { FieldDef, FormEngine, PageDef } from '@/components/form/types';
import { isRich, richJson } from '@/lib/rich/tree';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Read = (code: string, row?: number) => string;

const LAYOUT = new Set(['section', 'note']);
const ADDRESS = ['street', 'zip', 'town', 'country'] as const;

function one(type: string, text: string): Json {
  if (text === '') return null;
  const uid = sealedUid(text);
  if (uid !== null) return { sealed: uid };
  switch (type) {
    case 'rich':
      return richJson(text) as Json;
    case 'yesno':
      return text === 'true';
    case 'choices':
      return text.split(',');
    case 'file':
      return text.split(',').map(Number);
    case 'moment':
    case 'duration':
    case 'link':
      return Number(text);
    case 'address': {
      const lines = text.split('\n');
      return Object.fromEntries(
        ADDRESS.map((name, i) => [name, lines[i] ?? '']).filter(([, line]) => line !== ''),
      );
    }
    default:
      return text;
  }
}

function text(type: string, value: Json): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  if (isRich(value)) return JSON.stringify(value);
  if (type === 'address' && typeof value === 'object')
    return ADDRESS.map((name) => String(value[name] ?? '')).join('\n');
  return String(value);
}

export function fieldsOf(pages: PageDef[]): FieldDef[] {
  return pages.flatMap((page) => page.fields).filter((field) => !LAYOUT.has(field.type));
}

function table(field: FieldDef, rows: number, read: Read): Json {
  const lines: Json[] = [];
  for (let row = 0; row < rows; row++) {
    const line: { [key: string]: Json } = {};
    for (const column of field.columns ?? []) {
      const value = one(column.type, read(`${field.code}.${column.code}`, row));
      if (value !== null) line[column.code] = value;
    }
    lines.push(line);
  }
  return lines.length > 0 ? lines : null;
}

/* Fields that hold something wrong are left out: the service would refuse them, the device keeps what was typed. */
export function answersOf(
  pages: PageDef[],
  engine: FormEngine | null,
  typed: ReadonlyMap<string, string>,
): Record<string, Json> {
  const out: Record<string, Json> = {};
  const read: Read = (code, row) =>
    engine
      ? engine.field(code, row).text
      : (typed.get(row === undefined ? code : `${code}#${row}`) ?? '');
  /* The engine has its plain text only, which says whether it counts. */
  const rich = (code: string): string => (read(code) === '' ? '' : (typed.get(code) ?? read(code)));
  for (const field of fieldsOf(pages)) {
    const state = engine?.field(field.code);
    if (
      state?.locked ||
      (state?.visible && state.problem && state.problem.key !== 'field.required')
    )
      continue;
    out[field.code] =
      field.type === 'table' && sealedUid(read(field.code)) === null
        ? table(field, engine?.rowCount(field.code) ?? 0, read)
        : one(field.type, field.type === 'rich' ? rich(field.code) : read(field.code));
  }
  return out;
}

/* What a draft of another device holds, as if it had been typed here. */
export function typedOf(
  pages: PageDef[],
  answers: Record<string, unknown>,
): { typed: Array<[string, string]>; rows: Array<[string, number]> } {
  const typed: Array<[string, string]> = [];
  const rows: Array<[string, number]> = [];
  for (const field of fieldsOf(pages)) {
    const value = answers[field.code] as Json | undefined;
    if (value === undefined || value === null) continue;
    const mark = markOf(value);
    if (mark !== null) {
      typed.push([field.code, mark]);
      continue;
    }
    if (field.type !== 'table') {
      typed.push([field.code, text(field.type, value)]);
      continue;
    }
    const lines = Array.isArray(value) ? value : [];
    rows.push([field.code, lines.length]);
    lines.forEach((line, row) => {
      for (const column of field.columns ?? []) {
        const cell = (line as { [key: string]: Json } | null)?.[column.code];
        if (cell !== undefined && cell !== null)
          typed.push([`${field.code}.${column.code}#${row}`, text(column.type, cell)]);
      }
    });
  }
  return { typed, rows };
}
