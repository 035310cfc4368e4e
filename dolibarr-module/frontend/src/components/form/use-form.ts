/*
 * What was typed, and what the core makes of it. An error shows once its field was left, or once the person asked to go
 * on; until then nothing nags.
 */
import { useCallback, useMemo, useState } from 'react';
import { afterPress } from './press';
import type { FieldDef, FieldState, FormEngine, PageDef } from './types';

export type FormHandle = {
  value: (code: string, row?: number) => string;
  state: (code: string, row?: number) => FieldState;
  type: (code: string, text: string, row?: number) => void;
  leave: (code: string, row?: number) => void;
  rows: (table: string) => number;
  addRow: (table: string) => void;
  removeRow: (table: string, row: number) => void;
  /* Shows every error of the page; true when there is none. */
  attempt: (page: PageDef) => boolean;
  shows: (code: string, row?: number) => boolean;
};

const OPEN: FieldState = { visible: true, required: false, locked: false, text: '', problem: null };
const cell = (code: string, row?: number): string => (row === undefined ? code : `${code}#${row}`);

/* Cells after a line that went away move up with it. */
function shifted(values: Map<string, string>, table: string, gone: number): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, text] of values) {
    const at = key.lastIndexOf('#');
    const row = Number(key.slice(at + 1));
    if (at < 0 || !key.startsWith(`${table}.`) || row < gone) out.set(key, text);
    else if (row > gone) out.set(`${key.slice(0, at)}#${row - 1}`, text);
  }
  return out;
}

function problemsOf(engine: FormEngine, field: FieldDef): boolean {
  if (engine.field(field.code).visible === false) return false;
  if (engine.field(field.code).problem) return true;
  if (field.type !== 'table') return false;
  for (let row = 0; row < engine.rowCount(field.code); row++)
    if (field.columns?.some((column) => engine.field(`${field.code}.${column.code}`, row).problem))
      return true;
  return false;
}

export function useForm(
  engine: FormEngine | null,
  typed: Map<string, string>,
  onTyped?: (values: Map<string, string>) => void,
): FormHandle {
  const [turn, setTurn] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);

  const changed = useCallback(() => {
    engine?.run();
    setTurn((n) => n + 1);
    onTyped?.(typed);
  }, [engine, onTyped, typed]);

  return useMemo<FormHandle>(() => {
    void turn;
    const state = (code: string, row?: number): FieldState => engine?.field(code, row) ?? OPEN;
    return {
      value: (code, row) => typed.get(cell(code, row)) ?? state(code, row).text,
      state,
      type(code, text, row) {
        typed.set(cell(code, row), text);
        engine?.set(code, text, row);
        changed();
      },
      leave: (code, row) => afterPress(() => setLeft((set) => new Set(set).add(cell(code, row)))),
      rows: (table) => engine?.rowCount(table) ?? 0,
      addRow(table) {
        engine?.setRows(table, engine.rowCount(table) + 1);
        changed();
      },
      removeRow(table, row) {
        engine?.removeRow(table, row);
        const next = shifted(typed, table, row);
        typed.clear();
        next.forEach((text, key) => typed.set(key, text));
        changed();
      },
      attempt(page) {
        setAsked(true);
        return !engine || !page.fields.some((field) => problemsOf(engine, field));
      },
      shows: (code, row) => asked || left.has(cell(code, row)),
    };
  }, [engine, typed, changed, turn, left, asked]);
}
