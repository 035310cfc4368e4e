/* A case with its steps, documents and tasks. Typed by the contract. */
import { qr } from './qr';
import type { Badge, Case, CasePiece, CaseStep, Task, TaskCard, Todo } from '@/lib/api/types';

const NOW = Math.floor(Date.now() / 1000);
const DAY = 86_400;
const iso = (days: number): string =>
  new Date((NOW + days * DAY) * 1000).toISOString().slice(0, 10);

const badge = (code: string, label: string, colour: Badge['colour'], cls = 'open'): Badge => ({
  code,
  label,
  colour,
  icon: '',
  class: cls,
});

const DONE = badge('done', 'Validé', 'green', 'done');
const CURRENT = badge('current', 'En cours', 'blue');
const AHEAD = badge('todo', 'À faire', 'slate');
const CLAIRE = { name: 'Claire Morel' };

const step = (id: number, label: string, more: Partial<CaseStep> = {}): CaseStep => ({
  id,
  code: `s${id}`,
  label,
  description: '',
  status: AHEAD,
  icon: '',
  colour: '',
  current: false,
  late: false,
  planned_on: iso(id * 6 - 14),
  started_at: null,
  done_at: null,
  responsible: CLAIRE,
  done_by: null,
  comment: null,
  form: null,
  answered: false,
  asks: null,
  ...more,
});

const piece = (
  id: number,
  label: string,
  status: Badge,
  more: Partial<CasePiece> = {},
): CasePiece => ({
  id,
  code: `p${id}`,
  label,
  category: 'income',
  within: null,
  status,
  status_at: NOW - DAY,
  required: true,
  many: false,
  source: 'client',
  help: null,
  reason: null,
  step: null,
  due_on: null,
  valid_until: null,
  late: false,
  todo: false,
  model: null,
  files: [],
  ...more,
});

const file = (id: number, name: string) => ({
  id,
  name,
  type: 'application/pdf',
  size: 412_300,
  at: NOW - 3 * DAY,
});

const PROVIDE = badge('to_provide', 'À fournir', 'amber');
const WAITING = badge('received', 'Reçue, en cours de contrôle', 'blue');
const VALID = badge('validated', 'Validée', 'green', 'done');
const REFUSED = badge('refused', 'À refaire', 'red');

/* What waits for the client of the cases above. */
export const todo: Todo = {
  count: 7,
  more: false,
  rows: [
    {
      kind: 'task',
      id: 71,
      label: 'Confirmer l’effectif au 31 décembre',
      case: { id: 31, ref: 'DOS-2026-00031', title: 'Accompagnement annuel de la boulangerie' },
      due_on: iso(-1),
      late: true,
      status: null,
    },
    {
      kind: 'information',
      id: 4,
      label: 'Relisez le projet de bail et dites-nous si le loyer de 1 450 € vous convient.',
      case: { id: 32, ref: 'DOS-2026-00032', title: 'Renégociation du bail commercial' },
      due_on: iso(3),
      late: false,
      status: null,
    },
    {
      kind: 'document',
      id: 202,
      label: 'Relevés bancaires des trois derniers mois',
      case: { id: 31, ref: 'DOS-2026-00031', title: 'Accompagnement annuel de la boulangerie' },
      due_on: iso(6),
      late: false,
      status: { code: 'refused', label: 'À renvoyer', colour: 'red', icon: '', class: 'open' },
    },
    ...['Avis d’imposition', 'Pièce d’identité'].map((label, index) => ({
      kind: 'document' as const,
      id: 203 + index,
      label,
      case: { id: 31, ref: 'DOS-2026-00031', title: 'Accompagnement annuel de la boulangerie' },
      due_on: null,
      late: false,
      status: {
        code: 'to_provide',
        label: 'À fournir',
        colour: 'orange',
        icon: '',
        class: 'open',
      } as Badge,
    })),
    {
      kind: 'action',
      id: 5,
      label: 'Prenez connaissance du calendrier fiscal',
      case: { id: 31, ref: 'DOS-2026-00031', title: 'Accompagnement annuel de la boulangerie' },
      due_on: null,
      late: false,
      status: null,
    },
    {
      kind: 'request',
      id: 7,
      label: 'Assistance à l’embauche',
      case: null,
      due_on: null,
      late: false,
      status: null,
    },
  ],
};

export const caseParts = (
  full: boolean,
): Omit<
  Case,
  | 'id'
  | 'ref'
  | 'title'
  | 'client'
  | 'status'
  | 'nature'
  | 'description'
  | 'start_on'
  | 'due_on'
  | 'closed_on'
  | 'progress'
  | 'lead'
  | 'terms'
  | 'gauge'
  | 'total_s'
  | 'totals'
  | 'late'
  | 'updated_at'
> => ({
  template: {
    code: 'aide-declaration-fiscale',
    label: 'Aide à la déclaration fiscale',
    description: 'Nous préparons votre déclaration avec vous et vérifions chaque case.',
    icon: 'receipt-tax',
    colour: 'blue',
    family: 'tax',
    revision: 1,
    definition: 4,
    parallel: false,
    tabs: full ? [{ code: 'tax', label: 'Synthèse fiscale', groups: ['result'] }] : [],
    roles: [],
  },
  price: null,
  deadline_at: full ? NOW + 9 * DAY + 5 * 3600 : null,
  countdown: full,
  deadline_late: false,
  archived: false,
  qr,
  counters: {
    time_s: 12_600,
    tasks_open: full ? 3 : 0,
    pieces: 4,
    pieces_waiting: 1,
    pieces_missing: full ? 2 : 0,
    actions_open: full ? 1 : 0,
  },
  steps: full
    ? [
        step(1, 'Collecte des pièces', { status: DONE, done_at: NOW - 9 * DAY, done_by: CLAIRE }),
        step(2, 'Préparation de la déclaration', {
          status: CURRENT,
          current: true,
          description: 'Nous remplissons votre déclaration et comparons les options.',
          comment: 'Il manque le relevé de vos dons pour choisir la meilleure option.',
          planned_on: iso(3),
        }),
        step(3, 'Votre accord', { planned_on: iso(8) }),
        step(4, 'Dépôt'),
        step(5, 'Avis d’impôt'),
      ]
    : [],
  pieces: full
    ? [
        piece(1, 'Dernier avis d’impôt', VALID, { files: [file(11, 'avis-2025.pdf')] }),
        piece(2, 'Relevé annuel de salaires', REFUSED, {
          todo: true,
          reason: 'La photo est floue : on ne lit pas le montant imposable.',
          files: [file(12, 'IMG_2041.jpg')],
          due_on: iso(4),
        }),
        piece(3, 'Reçus de dons', PROVIDE, {
          todo: true,
          many: true,
          help: 'Un reçu par association, en photo ou en PDF.',
          model: { name: 'Liste des dons.ods', size: 18_400 },
          due_on: iso(4),
        }),
        piece(4, 'Attestation de garde d’enfants', WAITING, {
          required: false,
          files: [file(13, 'attestation-creche.pdf')],
        }),
      ]
    : [],
  tags: full
    ? [
        {
          code: 'papers',
          label: 'Justificatifs',
          icon: '',
          of: 'pieces',
          category: 'income',
          status: null,
          value: null,
          count: 4,
        },
        {
          code: 'tasks',
          label: 'Tâches en cours',
          icon: '',
          of: 'tasks',
          category: null,
          status: null,
          value: null,
          count: 3,
        },
      ]
    : [],
  team: [
    {
      name: 'Claire Morel',
      job: 'Conseillère',
      email: null,
      phone: null,
      photo: null,
      lead: true,
      role: 'lead',
      role_label: 'Conseillère principale',
    },
    {
      name: 'Hugo Castagnet',
      job: null,
      email: null,
      phone: null,
      photo: null,
      lead: false,
      role: 'tax_expert',
      role_label: 'Expert fiscal',
    },
  ],
  team_past: [],
  parties: [],
  deliverables: full ? [file(20, 'Simulation comparée.pdf')] : [],
  fields: full
    ? [
        {
          code: 'tax',
          label: 'Impôt estimé',
          type: 'amount',
          value: '2140',
          text: '2 140,00 €',
          group: 'result',
        },
        {
          code: 'option',
          label: 'Option retenue',
          type: 'choice',
          value: 'real',
          text: 'Frais réels',
          group: 'result',
        },
      ]
    : [],
  groups: [{ code: 'result', label: 'Synthèse fiscale' }],
  actions: full
    ? [
        {
          id: 3,
          kinds: ['comment'],
          message: 'Confirmez-vous que vous n’avez pas déménagé en 2025 ?',
          due_on: iso(4),
          late: false,
          status: badge('waiting', 'En attente de votre réponse', 'amber', 'wait_client'),
        },
      ]
    : [],
});

const card = (id: number, title: string, more: Partial<TaskCard> = {}): TaskCard => ({
  id,
  title,
  priority: 'normal',
  start_on: null,
  due_on: iso(5),
  late: false,
  for_client: false,
  assignees: [CLAIRE],
  checks: { total: 0, done: 0 },
  comments: 0,
  files: 0,
  case: null,
  step: null,
  status: 'todo',
  ...more,
});

export const board = {
  columns: [
    { code: 'todo', label: 'À faire', colour: 'slate', icon: '', class: 'open', count: 2 },
    { code: 'doing', label: 'En cours', colour: 'blue', icon: '', class: 'open', count: 1 },
    { code: 'done', label: 'Terminé', colour: 'green', icon: '', class: 'done', count: 1 },
  ],
  cards: [
    card(1, 'Retrouver votre numéro fiscal', { for_client: true, checks: { total: 2, done: 1 } }),
    card(2, 'Comparer les deux options', { status: 'doing', comments: 2 }),
    card(3, 'Vérifier les charges', { status: 'done', files: 1 }),
  ],
  truncated: false,
  movable: false,
};

export const task: Task = {
  ...card(1, 'Retrouver votre numéro fiscal', { for_client: true }),
  status: { ...AHEAD, code: 'todo' },
  description: 'Il figure en haut de votre dernier avis d’impôt.',
  reason: null,
  recurrence: null,
  suggested: false,
  may: {
    edit: false,
    move: false,
    accept: false,
    confirm: false,
    done: true,
    tick: true,
    fields: true,
  },
  checklist: [
    {
      id: 1,
      label: 'Regarder le dernier avis',
      client: true,
      done: true,
      done_at: NOW - DAY,
      by: 'Marie',
    },
    {
      id: 2,
      label: 'Le noter ici en commentaire',
      client: true,
      done: false,
      done_at: null,
      by: null,
    },
  ],
  comments: [],
  files: [],
  total_s: 0,
} as Task;
