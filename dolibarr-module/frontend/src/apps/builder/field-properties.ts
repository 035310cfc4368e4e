/* What a field may say, by its type; a form's fields and a case's differ in a few. */
import { FIELD_TYPES } from './model';
import { from, groupChoices, listed, type Property } from './Properties';

type Bag = Record<string, unknown>;
const is =
  (...types: string[]) =>
  (item: Bag): boolean =>
    types.includes(String(item['type']));
const LAYOUT = is('section', 'note');
const valued = (item: Bag): boolean => !LAYOUT(item);
const typed = (item: Bag): boolean => valued(item) && item['computed'] === undefined;
const EXAMPLE = [
  'Par exemple : enfants = true and nombre > 2',
  'For example: children = true and number > 2',
] as const;

const COMMON: Property[] = [
  { key: 'label', as: 'label' },
  { key: 'help', as: 'texts', when: valued },
  { key: 'type', as: 'select', none: false, of: from(...FIELD_TYPES) },
  { key: 'width', as: 'select', none: false, of: from('full', 'half', 'third') },
  { key: 'options', as: 'options', when: is('choice', 'choices') },
  { key: 'list', as: 'select', of: listed('lists'), when: is('choice', 'choices') },
  {
    key: 'columns',
    as: 'columns',
    when: is('table'),
    name: ['Colonnes', 'Columns'],
  },
  {
    key: 'object',
    as: 'select',
    none: false,
    of: from('contact', 'contract', 'project', 'ticket', 'user'),
    when: is('link'),
  },
  {
    key: 'required',
    as: 'whether',
    when: typed,
    help: EXAMPLE,
  },
  { key: 'show_if', as: 'expr', help: EXAMPLE },
  { key: 'default', as: 'text', when: typed },
  { key: 'min', as: 'text', when: is('number', 'amount', 'percent', 'date', 'duration', 'table') },
  { key: 'max', as: 'text', when: is('number', 'amount', 'percent', 'date', 'duration', 'table') },
  { key: 'decimals', as: 'number', when: is('number', 'amount', 'percent') },
  { key: 'currency', as: 'text', when: is('amount') },
  { key: 'min_length', as: 'number', when: is('text', 'long', 'rich') },
  { key: 'max_length', as: 'number', when: is('text', 'long', 'rich') },
  { key: 'mask', as: 'text', when: is('text') },
  { key: 'many', as: 'toggle', when: is('file') },
  { key: 'accept', as: 'text', when: is('file') },
  {
    key: 'computed',
    as: 'expr',
    when: valued,
    help: ['Par exemple : round(montant * 0.2, 2)', 'For example: round(amount * 0.2, 2)'],
  },
];

const CODE: Property = { key: 'code', as: 'code' };

export const FORM_FIELD: Property[] = [
  ...COMMON,
  {
    key: 'target',
    as: 'text',
    help: ['fields.champ, case.title, client.email', 'fields.name, case.title, client.email'],
  },
  { key: 'who', as: 'select', of: from('client', 'office'), when: typed },
  { key: 'sensitive', as: 'toggle', when: valued },
  CODE,
];

export const CASE_FIELD: Property[] = [
  ...COMMON,
  { key: 'group', as: 'select', of: groupChoices },
  { key: 'client', as: 'select', of: from('hidden', 'read', 'write'), when: valued },
  { key: 'sensitive', as: 'toggle', when: valued },
  { key: 'in_list', as: 'toggle', when: valued },
  { key: 'searchable', as: 'toggle', when: valued },
  CODE,
];
