/* What task.board answers, and where the page's island asks. */
import type { OfficeConfig } from '../office';
import type { Words } from './words';

export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type Person = { id: number; name: string };

export type Column = {
  code: string;
  label: string;
  colour: string;
  icon?: string | null;
  class: string;
  count: number;
};

export type Card = {
  id: number;
  title: string;
  status: string;
  priority: Priority;
  start_on: string | null;
  due_on: string | null;
  late: boolean;
  /* open when its case was closed */
  left?: boolean;
  for_client: boolean;
  visible: boolean;
  billable: boolean;
  assignees: Person[];
  checks: { total: number; done: number };
  comments: number;
  files: number;
  case: { id: number; ref: string; title: string } | null;
  client: Person | null;
  step: number | null;
  version: number;
  native: number | null;
};

export type BoardData = {
  columns: Column[];
  cards: Card[];
  truncated: boolean;
  /* Only the first cards of each column: the rest is asked for once these are painted. */
  partial?: boolean;
  movable: boolean;
};

/* What the page gives the island. */
export type Setting = {
  office: OfficeConfig;
  words: Words;
  lang: string;
  /* Input of task.board: {mine: true}, {all: true}, {case: 12}. */
  scope: { mine?: boolean; all?: boolean; case?: number; client?: number };
  me: number;
  people: Person[];
  steps: { id: number; label: string }[];
  caseUrl: string;
  fieldsUrl: string;
  fileUrl: string;
  uploadUrl: string;
  timer: boolean;
};
