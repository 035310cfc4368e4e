/* What the core takes and gives. Values are canonical texts, as the server stores them. */
export type Problem = { key: string; params: Record<string, string> };

export type FieldState = {
  visible: boolean;
  required: boolean;
  /** Computed, or to be filled by the other side. */
  locked: boolean;
  /** Canonical; '' when empty, hidden or unreadable. */
  text: string;
  problem: Problem | null;
};

export type PageState = { visible: boolean; problems: number };

export type FormState = {
  problems: number;
  pages: PageState[];
  /** By code; tables too. */
  fields: Record<string, FieldState>;
  /** Cells: table, line, column. */
  lines: Record<string, Record<string, FieldState>[]>;
};

export type FieldShape = {
  code: string;
  type: string;
  /** Code of the table that it is a column of. */
  table: string | null;
  page: number;
  computed: boolean;
};

export type Side = 'both' | 'client' | 'office';

export type FormOptions = {
  side?: Side;
  /** Civil day of the person, "2026-11-21"; the device's own when it is not given. */
  today?: string;
  /** POSIX zone of typed moments, "CET-1CEST,M3.5.0,M10.5.0/3". */
  zone?: string;
};

export type ValueType = 'number' | 'text' | 'boolean' | 'date' | 'list' | 'rows';

/** A name that an expression may use; values are only needed to run it. */
export type ExpressionName = {
  name: string;
  type: ValueType;
  cell?: ValueType;
  value?: string;
  values?: readonly (string | null)[];
};

/** A field as definitions write it (conventions of packs); columns stand in their table. */
export type FieldDefinition = {
  code: string;
  type: string;
  required?: boolean | string;
  default?: string | number | boolean;
  min?: string | number;
  max?: string | number;
  min_length?: number;
  max_length?: number;
  mask?: string;
  decimals?: number;
  options?: readonly (string | { code: string })[];
  /** A reference list: its codes are checked by the server. */
  list?: string;
  open?: boolean;
  computed?: string;
  show_if?: string;
  who?: string;
  many?: boolean;
  page?: string;
  table?: string;
  columns?: readonly FieldDefinition[];
};

export type FormDefinition = {
  pages?: readonly { code: string; show_if?: string; fields?: readonly FieldDefinition[] }[];
  fields?: readonly FieldDefinition[];
  facts?: readonly { name: string; type: string }[];
};

/** A refusal of the core: a definition, an expression, or a call that makes no sense. */
export class CoreError extends Error {
  constructor(
    readonly key: string,
    readonly field: string,
    readonly params: Record<string, string>,
  ) {
    super(`${key} ${field}`);
  }
}
