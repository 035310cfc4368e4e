/* A believable firm and two clients, typed by the contract: what the compiler accepts here, the screens can meet. */
import type {
  AccountClient,
  Badge,
  Case,
  CaseKind,
  CaseRow,
  Firm,
  Gauge,
  Home,
  Invoice,
  InvoiceLine,
  InvoiceRow,
  InvoiceTime,
  Me,
  Session,
  TimeRow,
  TimelineEvent,
  Waiting,
} from '@/lib/api/types';

import { caseParts } from './work';

const NOW = Math.floor(Date.now() / 1000);
const HOUR = 3600;
const DAY = 24 * HOUR;
const iso = (days: number): string =>
  new Date((NOW + days * DAY) * 1000).toISOString().slice(0, 10);

export const firm: Firm = {
  name: 'Cabinet Lormont',
  email: 'contact@lormont.example',
  phone: '05 56 00 12 40',
  address: '12 cours de l’Intendance',
  zip: '33000',
  town: 'Bordeaux',
  hours: 'Du lundi au vendredi, 9 h – 18 h',
  url: 'https://lormont.example',
  accent: '#0f766e',
  lang: 'fr',
  password_min: 12,
};

export const clients: AccountClient[] = [
  { id: 17, name: 'Boulangerie Petit', profile: 'entreprise', role: 'Dirigeant' },
  { id: 18, name: 'Marie Petit', profile: 'particulier', role: '' },
];

export const me = (single: boolean): Me => ({
  account: {
    id: 9,
    email: 'marie.petit@example.org',
    name: 'Marie Petit',
    lang: 'fr',
    last_login_at: NOW - 26 * HOUR,
  },
  clients: single ? clients.slice(0, 1) : clients,
  firm,
  csrf: '5f0c2ab19e7d4c6d8a11c0ffee123456',
  session: { id: 204, access_until: NOW + 900, renew_until: NOW + 30 * DAY, remember: true },
});

const badge = (
  code: string,
  label: string,
  colour: Badge['colour'],
  icon: string,
  cls = 'open',
): Badge => ({ code, label, colour, icon, class: cls });

const STATUS = {
  progress: badge('in_progress', 'En cours de traitement', 'blue', 'progress'),
  wait: badge('wait_pieces', 'En attente de vos documents', 'orange', 'file-alert', 'wait_client'),
  todo: badge('todo', 'Reçu, bientôt pris en charge', 'slate', 'inbox'),
  done: badge('done', 'Terminé', 'green', 'flag', 'done'),
  unpaid: badge('unpaid', 'À régler', 'blue', 'clock'),
  late: badge('late', 'Échéance dépassée', 'red', 'alert-triangle'),
  partial: badge('partial', 'Réglée en partie', 'amber', 'coins'),
  paid: badge('paid', 'Réglée', 'green', 'circle-check', 'done'),
  credit: badge('credit', 'Avoir', 'violet', 'receipt-refund', 'done'),
  validated: badge('validated', 'Validé', 'teal', 'circle-check', 'done'),
  invoiced: badge('invoiced', 'Facturé', 'green', 'file-invoice', 'done'),
};

export const pack = (included: number, used: number): Gauge => ({
  model: 'package',
  included_s: included,
  used_s: used,
  remaining_s: Math.max(0, included - used),
  overage_s: Math.max(0, used - included),
  percent: Math.round((used / included) * 100),
  level: used >= included ? 'full' : used >= included * 0.8 ? 'warn' : 'ok',
});

const CLAIRE = { id: 4, name: 'Claire Morel' };
const HUGO = { id: 6, name: 'Hugo Castagnet' };

const row = (id: number, title: string, status: Badge, more: Partial<CaseRow> = {}): CaseRow => ({
  id,
  ref: `DOS-2026-000${id}`,
  title,
  client: { id: 17, name: 'Boulangerie Petit' },
  status,
  progress: 40,
  lead: CLAIRE,
  due_on: null,
  gauge: null,
  nature: 'mission',
  start_on: iso(-120),
  closed_on: null,
  updated_at: NOW - DAY,
  late: false,
  total_s: 16_528,
  type: {
    code: 'accompagnement',
    label: 'Accompagnement annuel',
    icon: 'briefcase',
    colour: 'teal',
  },
  archived: false,
  todo: 0,
  ...more,
});

export const caseRows: CaseRow[] = [
  row(31, 'Accompagnement annuel de la boulangerie', STATUS.progress, {
    progress: 70,
    gauge: pack(5 * HOUR, 3.5 * HOUR),
    todo: 4,
    due_on: iso(38),
    total_s: 12_600,
  }),
  row(32, 'Renégociation du bail commercial', STATUS.wait, {
    progress: 35,
    due_on: iso(-4),
    type: {
      code: 'bail',
      label: 'Renégociation de bail',
      icon: 'building-store',
      colour: 'violet',
    },
    todo: 1,
    late: true,
    total_s: 27_912,
  }),
  row(35, 'Bilan retraite de la dirigeante', STATUS.progress, {
    progress: 55,
    lead: HUGO,
    gauge: pack(10 * HOUR, 8 * HOUR + 52 * 60 + 7),
    total_s: 31_927,
  }),
  row(37, 'Mutuelle collective des salariés', STATUS.todo, { progress: 5, total_s: 0 }),
  row(29, 'Dossier de prêt four à sole', STATUS.progress, {
    progress: 90,
    gauge: pack(8 * HOUR, 9 * HOUR + 724),
    due_on: iso(12),
    total_s: 33_124,
  }),
  row(21, 'Changement de contrat d’énergie', STATUS.done, {
    progress: 100,
    lead: HUGO,
    total_s: 8_247,
  }),
];

export const caseKinds: CaseKind[] = [
  { code: 'accompagnement', label: 'Accompagnement annuel', count: 5 },
  { code: 'bail', label: 'Renégociation de bail', count: 1 },
];

export const oneCase = (id: number): Case | null => {
  const found = caseRows.find((item) => item.id === id);
  if (!found) return null;
  const { gauge, ...row } = found;
  const facts = Object.fromEntries(
    Object.entries(row).filter(([name]) => !['type', 'todo', 'archived'].includes(name)),
  ) as Omit<typeof row, 'type' | 'todo' | 'archived'>;
  const total = found.total_s;
  return {
    ...facts,
    nature: 'mission',
    description:
      'Suivi de l’activité tout au long de l’année : échéances fiscales et sociales, contrats, trésorerie, et réponses à vos questions.',
    start_on: iso(-120),
    closed_on: found.status.class === 'done' ? iso(-10) : null,
    ...caseParts(found.id === 31 || found.id === 32),
    terms: gauge
      ? {
          model: 'package',
          included_s: gauge.included_s,
          price_minor: 45_000,
          gross_minor: 54_000,
          overage_rate: '95.00',
          currency: 'EUR',
          vat: '20.000',
          invoicing: 'start',
          valid_from: null,
        }
      : {
          model: 'hourly',
          rate: '85.00',
          included_s: null,
          currency: 'EUR',
          vat: '20.000',
          invoicing: 'end',
          valid_from: null,
        },
    gauge,
    totals: { validated_s: Math.floor(total / 3), invoiced_s: total - Math.floor(total / 3) },
  };
};

const ACTIVITIES = [
  { id: 1, label: 'Appel téléphonique', colour: 'blue', icon: 'phone' },
  { id: 2, label: 'Rédaction', colour: 'violet', icon: 'pencil' },
  { id: 3, label: 'Rendez-vous', colour: 'teal', icon: 'users' },
  { id: 4, label: 'Étude du dossier', colour: 'amber', icon: 'search' },
];

const WORK: Array<[number, number, number, number, string, boolean]> = [
  [0, 0, 0, 4528, 'Point sur l’échéance de TVA et réponse à vos trois questions', true],
  [0, 3, 1, 2700, 'Relecture du contrat de maintenance du four', true],
  [-1, 1, 0, 5412, 'Courrier au bailleur : demande de révision du loyer', true],
  [-3, 2, 0, 3600, 'Rendez-vous au fournil, tour des contrats en cours', true],
  [-3, 0, 1, 347, 'Rappel de l’assureur, message laissé', false],
  [-8, 3, 0, 7265, 'Comparaison de quatre offres d’électricité', true],
  [-8, 1, 1, 1806, '', true],
  [-15, 2, 0, 5400, 'Préparation de l’assemblée et des comptes prévisionnels', true],
];

export const timeRows: TimeRow[] = WORK.map(
  ([days, activity, who, seconds, text, billable], i) => ({
    id: 1204 - i,
    work_on: iso(days),
    adviser: (who === 0 ? CLAIRE : HUGO).name,
    duration_s: seconds,
    activity: ACTIVITIES[activity] ?? { id: 9, label: 'Conseil', colour: 'slate', icon: 'circle' },
    description: text || null,
    billable,
    status: i > 2 ? STATUS.invoiced : STATUS.validated,
    rate: billable ? '85.00' : null,
    amount_minor: billable ? Math.round((seconds * 8500) / 3600) : null,
    currency: 'EUR',
    invoice: i > 2 && billable ? { id: 88, ref: 'FA2611-0004' } : null,
    parts:
      i === 1
        ? [
            { kind: 'included', seconds: 1500 },
            { kind: 'overage', seconds: 1200 },
          ]
        : [],
  }),
);

const bill = (
  id: number,
  ref: string,
  status: Badge,
  minor: number,
  more: Partial<InvoiceRow> = {},
) => ({
  id,
  ref,
  type: 'invoice' as const,
  date_on: iso(-20),
  due_on: iso(10),
  total_minor: minor,
  total_ht_minor: Math.round(minor / 1.2),
  remain_minor: minor,
  currency: 'EUR',
  status,
  has_pdf: true,
  has_annex: true,
  cases: [{ id: 31, ref: 'DOS-2026-00031', title: 'Accompagnement annuel de la boulangerie' }],
  ...more,
});

export const invoiceRows: InvoiceRow[] = [
  bill(88, 'FA2611-0004', STATUS.unpaid, 62_529, { date_on: iso(-2), due_on: iso(28) }),
  bill(84, 'FA2610-0031', STATUS.late, 123_456, { date_on: iso(-41), due_on: iso(-11) }),
  bill(81, 'FA2610-0012', STATUS.partial, 48_000, {
    remain_minor: 18_000,
    date_on: iso(-48),
    due_on: iso(4),
  }),
  bill(77, 'AV2609-0002', STATUS.credit, -9_600, {
    type: 'credit',
    due_on: null,
    remain_minor: 0,
    has_annex: false,
    date_on: iso(-70),
  }),
  bill(72, 'FA2609-0009', STATUS.paid, 31_250, {
    remain_minor: 0,
    date_on: iso(-80),
    cases: [{ id: 32, ref: 'DOS-2026-00032', title: 'Renégociation du bail commercial' }],
  }),
  bill(60, 'FA2607-0044', STATUS.paid, 1_234_567, { remain_minor: 0, date_on: iso(-140) }),
];

const entry = (time: TimeRow, seconds = time.duration_s, kind = 'hourly'): InvoiceTime => ({
  id: time.id,
  work_on: time.work_on,
  adviser: time.adviser,
  activity: time.activity,
  description: time.description,
  seconds,
  duration_s: time.duration_s,
  kind,
});

const line = (id: number, label: string, more: Partial<InvoiceLine>): InvoiceLine => ({
  id,
  label,
  kind: 'hourly',
  quantity: '1',
  seconds: null,
  rate: null,
  vat: '20.000',
  amount_minor: 0,
  differs: false,
  case: { id: 31, ref: 'DOS-2026-00031', title: 'Accompagnement annuel de la boulangerie' },
  entries: [],
  ...more,
});

export function oneInvoice(id: number): Invoice | null {
  const found = invoiceRows.find((item) => item.id === id);
  if (!found) return null;
  const hourly = timeRows.slice(3).filter((time) => time.billable);
  const seconds = hourly.reduce((sum, time) => sum + time.duration_s, 0) - 1200;
  const entries = hourly.map((time, i) =>
    entry(time, i === 1 ? time.duration_s - 1200 : undefined),
  );
  const split = hourly[1];
  return {
    ...found,
    vat_minor: found.total_minor - found.total_ht_minor,
    seconds: found.type === 'credit' ? 0 : seconds + 1200,
    lines: [
      line(1, 'Conseil et accompagnement\nDu 06/11/2026 au 18/11/2026, 04:41:11', {
        seconds,
        rate: '85.00',
        amount_minor: Math.round((seconds * 8500) / 3600),
        entries,
      }),
      line(2, 'Temps au-delà du forfait', {
        kind: 'overage',
        seconds: 1200,
        rate: '95.00',
        amount_minor: 3167,
        entries: split ? [entry(split, 1200, 'overage')] : [],
      }),
      line(3, 'Frais de dossier', { kind: null, amount_minor: 5_000, case: null }),
    ],
    payments:
      found.status.code === 'partial'
        ? [{ on: iso(-9), amount_minor: 30_000, label: 'Virement' }]
        : [],
  };
}

const WAITING: Waiting[] = [
  {
    kind: 'invoice_late',
    case: null,
    invoice: { id: 84, ref: 'FA2610-0031' },
    amount_minor: 123_456,
    currency: 'EUR',
    due_on: iso(-11),
    percent: null,
  },
  {
    kind: 'gauge_warn',
    case: { id: 35, ref: 'DOS-2026-00035', title: 'Bilan retraite de la dirigeante' },
    invoice: null,
    amount_minor: null,
    currency: null,
    due_on: null,
    percent: 89,
  },
];

export const home = (client: AccountClient, empty: boolean): Home => ({
  client,
  waiting: empty ? [] : WAITING,
  cases: empty ? [] : caseRows.slice(0, 4),
  cases_open: empty ? 0 : 9,
  invoices: empty ? [] : invoiceRows.filter((item) => item.remain_minor > 0).reverse(),
  due_minor: empty ? 0 : 203_985,
  currency: 'EUR',
  adviser: {
    id: 4,
    name: 'Claire Morel',
    email: 'claire.morel@lormont.example',
    phone: '05 56 00 12 41',
    job: 'Conseillère en gestion',
  },
  firm,
});

export const sessions: Session[] = [
  { id: 204, device: 'Chrome, Windows', ip: '192.0.2.7', current: true, remember: true },
  { id: 198, device: 'Safari, iPhone', ip: '198.51.100.24', current: false, remember: true },
  { id: 171, device: 'Firefox, macOS', ip: '203.0.113.9', current: false, remember: false },
].map((item, i) => ({
  ...item,
  created_at: NOW - (i * 9 + 1) * DAY,
  last_seen_at: NOW - i * i * 7 * HOUR - 60,
}));

const event = (
  id: number,
  at: number,
  kind: string,
  data: TimelineEvent['data'] = null,
): TimelineEvent => ({
  id,
  at,
  kind,
  by: kind === 'mail.sent' ? { kind: 'worker', name: '' } : { kind: 'user', name: CLAIRE.name },
  client: 17,
  case: 31,
  object: 'case',
  object_id: 31,
  data,
});

export const timeline: TimelineEvent[] = [
  event(9, NOW - 300, 'invoice.issued', { ref: 'FA2611-0004' }),
  event(7, NOW - 2 * DAY, 'case.status', { from: 'todo', to: 'in_progress' }),
  event(5, NOW - 5 * DAY, 'mail.sent'),
  event(1, NOW - 120 * DAY, 'case.created'),
];
