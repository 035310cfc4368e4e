/* What the parts of a list share. */
import type { Column, Data, Failed, Row, State, Value } from './types';
import type { ListWords } from './words';

export type Changed = { done: number[]; failed: Failed[] };

export type Host = {
  data: Data;
  words: ListWords;
  /** Codes of the columns beside the fixed ones, in order. */
  columns: string[];
  selected: Set<number>;
  /** Page that writes one letter for all that are chosen, '' none. */
  letters: string;
  files: ((ids: number[]) => void) | null; /* puts rows in folders; null: there are none */
  column: (code: string) => Column | undefined;
  call: <T>(op: string, input: Record<string, unknown>) => Promise<T>;
  /** What list.rows is asked: list, view, filter, search, sort. */
  asked: () => Record<string, unknown>;
  update: (state: Partial<State>) => void;
  reload: () => void;
  go: (place: { after?: string; before?: string }) => void;
  say: (text: string, undo?: () => void) => void;
  change: (ids: number[], column: Column, value: Value | Value[]) => Promise<Changed>;
  /** One row, with its undo. */
  edit: (row: Row, column: Column, value: Value | Value[]) => Promise<boolean>;
  keepColumns: (codes: string[]) => void;
};

export const put = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));

/** The column that names a row, and the quiet ones under it. */
export function naming(data: Data): { title: Column; under: Column[] } {
  const fixed = data.define.columns.filter((column) => column.fixed);
  const title = fixed[fixed.length - 1] ?? data.define.columns[0];
  if (!title) throw new Error('a list without columns');
  return { title, under: fixed.slice(0, -1) };
}

export const titleOf = (data: Data, row: Row): string => String(row[naming(data).title.code] ?? '');
