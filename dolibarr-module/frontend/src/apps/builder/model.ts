/*
 * A template being edited: the JSON of packs/schema/template.schema.json, with the little that the editor must know of it.
 * Everything else is kept as it came.
 */
import type { FieldDef, FormDef, Label, PageDef } from '@/components/form/types';

export type Texts = { fr?: string; en?: string };
export type Item = { code: string; label: Texts } & Record<string, unknown>;
export type Field = FieldDef & Record<string, unknown>;
export type Page = PageDef & { fields: Field[]; show_if?: string };
export type Form = Omit<FormDef, 'pages'> & { pages: Page[] };

export type Template = {
  format: string;
  code: string;
  label: Texts;
  steps: Item[];
  pieces?: Item[];
  tasks?: Item[];
  statuses?: Item[];
  transitions?: Item[];
  groups?: Item[];
  fields?: Field[];
  forms?: Form[];
  tags?: Item[];
  tabs?: Item[];
  columns?: Item[];
  effects?: Array<Record<string, unknown>>;
} & Record<string, unknown>;

export type Problem = { path: string; message: string };
export type Choice = { code: string; label: string };
export type Lists = Record<string, Choice[]>;

export const COLOURS = ['slate', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet'];

export const FIELD_TYPES = [
  'text',
  'long',
  'number',
  'amount',
  'percent',
  'date',
  'time',
  'moment',
  'duration',
  'yesno',
  'choice',
  'choices',
  'email',
  'phone',
  'address',
  'iban',
  'siren',
  'siret',
  'nir',
  'file',
  'link',
  'table',
  'computed',
  'rich',
  'section',
  'note',
] as const;

export const said = (label: Label | undefined, lang: string): string => {
  if (label === undefined || typeof label === 'string') return label ?? '';
  return (lang === 'en' ? label.en || label.fr : label.fr || label.en) ?? '';
};

/* "Nom de l'enfant" -> nom_de_l_enfant: what expressions and packs call it. */
export function codeOf(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  return plain || 'item';
}

export function freeCode(wanted: string, taken: Iterable<string>): string {
  const set = new Set(taken);
  let code = wanted;
  for (let n = 2; set.has(code); n++) code = `${wanted.slice(0, 36)}_${n}`;
  return code;
}

export function move<T>(list: readonly T[], from: number, to: number): T[] {
  const out = [...list];
  const [item] = out.splice(from, 1);
  if (item !== undefined) out.splice(to, 0, item);
  return out;
}

/* What other parts call by its code follows when that changes. Texts of expressions are left: the check names them. */
const REFERENCES: Record<string, Array<[keyof Template, string]>> = {
  steps: [
    ['pieces', 'step'],
    ['tasks', 'on'],
  ],
  forms: [['steps', 'form']],
  groups: [['fields', 'group']],
  statuses: [['transitions', 'to']],
};

export function renamed(
  template: Template,
  collection: string,
  from: string,
  to: string,
): Template {
  const next = { ...template };
  for (const [where, key] of REFERENCES[collection] ?? []) {
    const items = next[where] as Array<Record<string, unknown>> | undefined;
    if (!items?.some((item) => item[key] === from)) continue;
    (next as Record<string, unknown>)[where] = items.map((item) =>
      item[key] === from ? { ...item, [key]: to } : item,
    );
  }
  if (collection === 'statuses' && next.transitions)
    next.transitions = next.transitions.map((each) => ({
      ...each,
      from: ((each['from'] as string[] | undefined) ?? []).map((s) => (s === from ? to : s)),
    }));
  if (collection === 'statuses' && next.effects)
    next.effects = next.effects.map((each) => ({
      ...each,
      on: each['on'] === `status:${from}` ? `status:${to}` : each['on'],
      ...(each['do'] === 'status' && each['to'] === from ? { to } : {}),
    }));
  if (collection === 'groups' && next.tabs)
    next.tabs = next.tabs.map((tab) => ({
      ...tab,
      groups: ((tab['groups'] as string[] | undefined) ?? []).map((g) => (g === from ? to : g)),
    }));
  return next;
}

const saysNothing = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  value === null ||
  (Array.isArray(value) && value.length === 0);

/* A property that says nothing is not written. */
export function put<T extends Record<string, unknown>>(item: T, key: string, value: unknown): T {
  if (!saysNothing(value)) return { ...item, [key]: value };
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== key)) as T;
}
