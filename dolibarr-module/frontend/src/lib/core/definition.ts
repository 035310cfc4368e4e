/* Definitions and scopes as the records that the core reads: RS between records, US between parts, GS between options. */
import type { ExpressionName, FieldDefinition, FormDefinition, ValueType } from './types';

const RS = '\x1e';
const US = '\x1f';
const GS = '\x1d';
const TYPES: readonly ValueType[] = ['number', 'text', 'boolean', 'date', 'list', 'rows'];

export function typeNumber(type: string | undefined): number {
  return TYPES.indexOf(type as ValueType) + 1;
}

export function typeName(n: number): ValueType | null {
  return TYPES[n - 1] ?? null;
}

function flags(f: FieldDefinition): number {
  return (
    (f.required === true ? 1 : 0) |
    (f.who === 'client' ? 2 : 0) |
    (f.who === 'office' ? 4 : 0) |
    (f.many === true ? 8 : 0)
  );
}

function record(f: FieldDefinition, page: string, table: string): string {
  const options = (f.options ?? []).map((o) => (typeof o === 'string' ? o : o.code));
  const open = f.open === true || (f.list !== undefined && options.length === 0);
  return [
    'D',
    f.code,
    f.type,
    flags(f),
    table,
    page,
    f.show_if ?? '',
    typeof f.required === 'string' ? f.required : '',
    f.computed ?? '',
    f.default ?? '',
    f.min ?? '',
    f.max ?? '',
    f.min_length ?? 0,
    f.max_length ?? 0,
    f.mask ?? '',
    f.decimals ?? '',
    open ? 1 : 0,
    options.join(GS),
  ].join(US);
}

function records(f: FieldDefinition, page: string): string[] {
  return [
    record(f, f.page ?? page, f.table ?? ''),
    ...(f.columns ?? []).map((column) => record(column, '', f.code)),
  ];
}

export function definitionText(form: FormDefinition): string {
  const pages = form.pages ?? [];
  return [
    ...(form.facts ?? []).map((fact) => ['F', fact.name, typeNumber(fact.type)].join(US)),
    ...pages.map((page) => ['P', page.code, page.show_if ?? ''].join(US)),
    ...pages.flatMap((page) => (page.fields ?? []).flatMap((f) => records(f, page.code))),
    ...(form.fields ?? []).flatMap((f) => records(f, '')),
  ].join(RS);
}

/* A column's cells end with "$", so that absent ones are told from the end. */
export function scopeText(names: readonly ExpressionName[]): string {
  return names
    .map((n) =>
      [
        n.name,
        typeNumber(n.type),
        typeNumber(n.cell),
        ...(n.type === 'rows' ? [...(n.values ?? []).map((v) => v ?? ''), '$'] : [n.value ?? '']),
      ].join(US),
    )
    .join(RS);
}
