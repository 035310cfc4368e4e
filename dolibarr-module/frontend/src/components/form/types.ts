/*
 * A form as a definition writes it (packs/schema/template.schema.json, FORM and FIELD), and what the core says about it
 * while it is filled. The core that answers is the server's own, compiled for the browser (lib/core); this folder draws.
 */
export type Label = string | { fr?: string; en?: string };

export type FieldOption = { code: string; label: Label; active?: boolean };

export type FieldDef = {
  code: string;
  type: string;
  label: Label;
  help?: Label;
  required?: boolean | string;
  width?: 'full' | 'half' | 'third';
  /* Of a choice, and of a link: what it can lead to. */
  options?: FieldOption[];
  /* A link that this person may not change. */
  locked?: boolean;
  list?: string;
  object?: string;
  currency?: string;
  decimals?: number;
  many?: boolean;
  accept?: string;
  columns?: FieldDef[];
  max_length?: number;
  mask?: string;
  computed?: string | boolean;
  who?: 'client' | 'office';
  sensitive?: boolean;
  /* Of a sensitive one that is filled in: what is shown of it. */
  masked?: { uid?: string; text: string; unavailable?: string };
};

export type PageDef = { code: string; label: Label; help?: Label; fields: FieldDef[] };
export type FormDef = { code: string; label: Label; pages: PageDef[] };

export type Problem = { key: string; params: Record<string, string> };

export type FieldState = {
  visible: boolean;
  required: boolean;
  locked: boolean;
  /* Canonical; '' when empty, hidden or wrong. */
  text: string;
  problem: Problem | null;
};

/* A form being filled. Columns are named "table.column" and need their row. */
export interface FormEngine {
  set(code: string, text: string, row?: number): void;
  setRows(table: string, rows: number): void;
  removeRow(table: string, row: number): void;
  rowCount(table: string): number;
  run(): void;
  field(code: string, row?: number): FieldState;
  page(code: string): { visible: boolean; problems: number };
}

export const labelText = (label: Label | undefined, lang: string): string => {
  if (label === undefined || typeof label === 'string') return label ?? '';
  const first = lang.toLowerCase().startsWith('en') ? label.en : label.fr;
  return first || label.fr || label.en || '';
};
