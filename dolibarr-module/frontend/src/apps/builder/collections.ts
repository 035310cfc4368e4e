/* The simple parts of a template: how each item looks in its list, what it has, how a new one begins. */
import { choices, choicesOf, rolesOf, type Editor } from './context';
import type { Choice, Item } from './model';
import {
  classChoices,
  formChoices,
  from,
  groupChoices,
  listed,
  stepChoices,
  type Property,
} from './Properties';
import type { Words } from './words';

export type CollectionName =
  | 'steps'
  | 'pieces'
  | 'tasks'
  | 'statuses'
  | 'transitions'
  | 'groups'
  | 'tags'
  | 'tabs'
  | 'columns';

export type Collection = {
  name: CollectionName;
  empty: keyof Words;
  icon: string;
  properties: Property[];
  fresh: (editor: Editor) => Partial<Item>;
  /* Quiet facts of a card, at most three. */
  facts: (item: Item, editor: Editor) => string[];
};

const find = (list: Array<{ code: string; label: string }>, code: unknown): string =>
  list.find((each) => each.code === code)?.label ?? String(code ?? '');

const CODE: Property = { key: 'code', as: 'code' };
const LABEL: Property = { key: 'label', as: 'label' };

const steps: Collection = {
  name: 'steps',
  empty: 'stepsEmpty',
  icon: 'route',
  fresh: () => ({ icon: 'circle-dot', colour: 'blue' }),
  facts: (item, editor) => [
    item['days'] ? `${item['days']} j` : '',
    item['role'] ? find(rolesOf(editor), item['role']) : '',
    item['form'] ? find(formChoices(editor), item['form']) : '',
  ],
  properties: [
    LABEL,
    { key: 'client_label', as: 'label' },
    { key: 'description', as: 'texts' },
    { key: 'icon', as: 'icon' },
    { key: 'colour', as: 'colour' },
    { key: 'visible', as: 'toggle', fallback: true },
    { key: 'role', as: 'select', of: rolesOf },
    { key: 'days', as: 'number' },
    { key: 'weight', as: 'number' },
    { key: 'form', as: 'select', of: formChoices },
    {
      key: 'applicable',
      as: 'expr',
      help: ["Par exemple : client.kind = 'company'", "For example: client.kind = 'company'"],
    },
    { key: 'on_enter', as: 'effects' },
    { key: 'on_done', as: 'effects' },
    CODE,
  ],
};

const pieces: Collection = {
  name: 'pieces',
  empty: 'piecesEmpty',
  icon: 'file-text',
  fresh: () => ({ category: 'other', from: 'client', required: true }),
  facts: (item, editor) => [
    find(listed('piece_categories')(editor), item['category']),
    item['step'] ? find(stepChoices(editor), item['step']) : '',
    item['validity_months'] ? `${item['validity_months']} mois` : '',
  ],
  properties: [
    LABEL,
    { key: 'help', as: 'texts' },
    { key: 'category', as: 'select', of: listed('piece_categories'), none: false },
    { key: 'from', as: 'select', of: from('client', 'office'), none: false },
    { key: 'required', as: 'toggle' },
    { key: 'many', as: 'toggle' },
    { key: 'validity_months', as: 'number' },
    {
      key: 'model',
      as: 'file',
      help: [
        'Un document vierge à télécharger, remplir et rendre.',
        'A blank document to download, fill in and give back.',
      ],
    },
    { key: 'step', as: 'select', of: stepChoices },
    { key: 'show_if', as: 'expr' },
    CODE,
  ],
};

const tasks: Collection = {
  name: 'tasks',
  empty: 'tasksEmpty',
  icon: 'checkbox',
  fresh: () => ({ on: 'open', for: 'lead', days: 7, priority: 'normal' }),
  facts: (item, editor) => [
    item['on'] === 'open'
      ? (from('open')(editor)[0]?.label ?? '')
      : find(stepChoices(editor), item['on']),
    item['for'] === 'client' ? 'client' : find(rolesOf(editor), item['for']),
    item['days'] ? `${item['days']} j` : '',
  ],
  properties: [
    LABEL,
    { key: 'description', as: 'texts' },
    {
      key: 'on',
      as: 'select',
      none: false,
      of: (editor) => [...from('open')(editor), ...stepChoices(editor)],
    },
    {
      key: 'for',
      as: 'select',
      none: false,
      of: (editor) => [
        ...from('client')(editor),
        ...(rolesOf(editor).some((role) => role.code === 'lead') ? [] : from('lead')(editor)),
        ...rolesOf(editor),
      ],
    },
    { key: 'days', as: 'number' },
    { key: 'priority', as: 'select', none: false, of: from('low', 'normal', 'high', 'urgent') },
    { key: 'visible', as: 'toggle', fallback: true },
    { key: 'billable', as: 'toggle' },
    { key: 'checklist', as: 'checklist' },
    CODE,
  ],
};

const statuses: Collection = {
  name: 'statuses',
  empty: 'statusesEmpty',
  icon: 'tag',
  fresh: (editor) => ({
    class: 'open',
    colour: 'blue',
    icon: 'progress',
    ...(editor.template.statuses?.length ? {} : { initial: true }),
  }),
  facts: (item, editor) => [
    find(classChoices(editor), item['class']),
    item['initial'] === true ? (editor.lang === 'en' ? 'initial' : 'départ') : '',
  ],
  properties: [
    LABEL,
    { key: 'client_label', as: 'label' },
    { key: 'class', as: 'select', of: classChoices, none: false },
    { key: 'colour', as: 'colour' },
    { key: 'icon', as: 'icon' },
    { key: 'initial', as: 'toggle' },
    CODE,
  ],
};

const statusChoices = (editor: Editor): Choice[] =>
  choicesOf(editor.template.statuses, editor.lang);

const startChoices = (editor: Editor): Choice[] => [
  ...statusChoices(editor),
  ...choices(['@active', '@closed'], editor.lang),
];

/* Moves between the statuses above: who, when, and what follows. */
const transitions: Collection = {
  name: 'transitions',
  empty: 'transitionsEmpty',
  icon: 'arrows-exchange',
  fresh: (editor) => {
    const codes = statusChoices(editor).map((status) => status.code);
    return { from: codes.slice(0, 1), to: codes[1] ?? '' };
  },
  facts: (item, editor) => [
    `${((item['from'] as string[] | undefined) ?? [])
      .map((code) => find(startChoices(editor), code))
      .join(', ')} → ${find(statusChoices(editor), item['to'])}`,
  ],
  properties: [
    { key: 'label', as: 'label', name: ['Bouton', 'Button'] },
    { key: 'from', as: 'multi', of: startChoices, name: ['À partir de', 'From'] },
    { key: 'to', as: 'select', of: statusChoices, none: false },
    {
      key: 'right',
      as: 'select',
      of: from('case/write', 'case/close', 'time/validate', 'invoice/create'),
      help: [
        'Sans droit choisi : modifier le dossier, ou le clore si le passage le termine.',
        'With none chosen: changing the case, or closing it where the move ends it.',
      ],
    },
    {
      key: 'roles',
      as: 'multi',
      of: from('lead'),
      name: ['Permis aussi au', 'Also open to'],
    },
    {
      key: 'if',
      as: 'expr',
      help: [
        'Par exemple : case.pieces_missing = 0 and filled(montant)',
        'For example: case.pieces_missing = 0 and filled(amount)',
      ],
    },
    { key: 'otherwise', as: 'label', when: (item) => Boolean(item['if']) },
    { key: 'reason_required', as: 'toggle' },
    { key: 'effects', as: 'effects' },
    CODE,
  ],
};

const groups: Collection = {
  name: 'groups',
  empty: 'groupsEmpty',
  icon: 'folders',
  fresh: () => ({}),
  facts: (item, editor) => [
    String((editor.template.fields ?? []).filter((field) => field['group'] === item.code).length),
  ],
  properties: [LABEL, CODE],
};

const tags: Collection = {
  name: 'tags',
  empty: 'tagsEmpty',
  icon: 'tags',
  fresh: () => ({ icon: 'file-text', count: { pieces: {} } }),
  facts: (item) => [Object.keys((item['count'] as object | undefined) ?? {})[0] ?? ''],
  properties: [LABEL, { key: 'icon', as: 'icon' }, CODE],
};

const tabs: Collection = {
  name: 'tabs',
  empty: 'tabsEmpty',
  icon: 'layout-list',
  fresh: () => ({ groups: [] }),
  facts: (item, editor) =>
    ((item['groups'] as string[] | undefined) ?? []).map((code) =>
      find(groupChoices(editor), code),
    ),
  properties: [
    LABEL,
    { key: 'groups', as: 'multi', of: groupChoices },
    {
      key: 'client',
      as: 'toggle',
      help: ['Le client voit cet onglet.', 'The client sees this tab.'],
    },
    CODE,
  ],
};

const columns: Collection = {
  name: 'columns',
  empty: 'columnsEmpty',
  icon: 'layout-kanban',
  fresh: () => ({ colour: 'slate', class: 'open' }),
  facts: (item, editor) => [find(classChoices(editor), item['class'])],
  properties: [
    LABEL,
    { key: 'colour', as: 'colour' },
    { key: 'class', as: 'select', of: classChoices, none: false },
    CODE,
  ],
};

export const COLLECTIONS: Record<CollectionName, Collection> = {
  steps,
  pieces,
  tasks,
  statuses,
  transitions,
  groups,
  tags,
  tabs,
  columns,
};
