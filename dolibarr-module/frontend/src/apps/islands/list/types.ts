/* Shapes of list.define, list.rows and list.board, as the core writes them. */
export type Choice = { code: string; label: string; colour?: string; active?: boolean };
export type Kind =
  | 'text'
  | 'choice'
  | 'status'
  | 'person'
  | 'client'
  | 'case'
  | 'day'
  | 'moment'
  | 'number'
  | 'decimal'
  | 'percent'
  | 'duration'
  | 'amount'
  | 'yesno'
  | 'tags'
  | 'rich'
  | 'sealed'
  | 'folder';

export type Column = {
  code: string;
  label: string;
  type: Kind;
  sortable: boolean;
  filterable: boolean;
  shown: boolean;
  fixed: boolean;
  hidden: boolean;
  editable: boolean;
  ops?: string[];
  choices?: Choice[];
};

export type Value = string | number | boolean | null;
export type Criterion = { field: string; op: string; value?: Value | Value[] };
export type Group = { and: Node[] } | { or: Node[] };
export type Node = Criterion | Group;

export type View = {
  code: string;
  label: string;
  filter?: Node;
  sort?: string[];
  columns?: string[];
  mode?: Mode;
  shipped?: boolean;
  mine?: boolean;
  shared?: boolean;
  version?: number;
};

export type Mode = 'table' | 'board' | 'calendar';
export type Person = { id: number; name: string };
export type Define = {
  columns: Column[];
  views: View[];
  default: string;
  kept?: string[];
  people?: Person[];
};

export type Row = {
  id: number;
  late?: boolean;
  version?: number;
  case_id?: number;
  /* For what the antivirus holds its bytes back. */
  scan?: string;
} & Record<string, unknown>;
export type Ignored = { field: string; message: string };
export type Failed = { id: number; message: string };
export type Answer = {
  rows: Row[];
  next: string | null;
  prev: string | null;
  total?: number;
  total_capped?: boolean;
  ignored: Ignored[];
};
export type BoardGroup = Answer & { status: Choice };

export type State = {
  view: string;
  search: string;
  filter: Node | null;
  sort: string[];
  mode: Mode;
};

export type Data = {
  list: string;
  define: Define;
  state: State;
  /* What the page is about: under every filter, never shown among them. */
  own: Node | null;
  answer: Answer;
  address: string;
  client: string;
  case: string;
  page: string;
  export: string;
  /* May it be filed among documents: with this client, of one to be chosen (true), or not. */
  filing?: number | boolean;
  modes: Mode[];
  currency: string;
  /* Columns that would say the same in each row. */
  without: string[];
  /* There is nothing at all yet: what the page is for, and where to begin. */
  first: { text: string; href: string; label: string } | null;
};
