/* Services to ask for and requests under way. Typed by the contract. */
import type { Badge, Request, RequestForm, RequestRow, Service } from '@/lib/api/types';

const NOW = Math.floor(Date.now() / 1000);
const DAY = 86_400;
const badge = (code: string, label: string, colour: Badge['colour'], cls = 'open'): Badge => ({
  code,
  label,
  colour,
  icon: '',
  class: cls,
});

const service = (
  kind: string,
  label: string,
  about: string,
  icon: string,
  colour: string,
  family: [string, string],
  minor: number | null,
): Service => ({
  kind,
  service: null,
  label,
  description: about,
  icon,
  colour,
  price_minor: minor,
  with_tax: false,
  currency: 'EUR',
  unit: 'package',
  pages: 3,
  family: { code: family[0], label: family[1], icon: '' },
});

export const services: Service[] = [
  service(
    'assistance-embauche',
    'Assistance à l’embauche',
    'DPAE, contrat de travail et formalités d’arrivée : nous nous occupons de tout, vous accueillez votre salarié.',
    'user-plus',
    'teal',
    ['hr', 'Social et emploi'],
    24_000,
  ),
  service(
    'sortie-salarie',
    'Sortie d’un salarié',
    'Solde de tout compte, attestations et calendrier, dans les règles et sans oubli.',
    'user-minus',
    'amber',
    ['hr', 'Social et emploi'],
    19_000,
  ),
  service(
    'audit-organisationnel',
    'Audit organisationnel',
    'Un regard extérieur sur vos circuits, avec un plan d’action chiffré.',
    'sitemap',
    'blue',
    ['organisation', 'Organisation'],
    120_000,
  ),
  service(
    'dossier-subvention',
    'Dossier de subvention',
    'Nous cherchons l’aide qui vous correspond et montons le dossier avec vous.',
    'coins',
    'amber',
    ['funding', 'Financement'],
    null,
  ),
  service(
    'business-plan',
    'Business plan',
    'Un prévisionnel sur trois ans et un document qui convainc votre banquier.',
    'chart-line',
    'violet',
    ['funding', 'Financement'],
    90_000,
  ),
  service(
    'assemblee-generale',
    'Assemblée générale',
    'Convocation, feuille de présence, procès-verbal et dépôt.',
    'gavel',
    'violet',
    ['law', 'Vie de la société'],
    0,
  ),
  service(
    'abonnements',
    'Analyse de mes abonnements',
    'Énergie, téléphonie, assurances : ce que vous pourriez économiser.',
    'pig-money',
    'green',
    ['organisation', 'Organisation'],
    null,
  ),
];

const field = (code: string, type: string, label: string, more: object = {}) => ({
  code,
  type,
  label,
  width: 'full' as const,
  required: false,
  ...more,
});

export const requestForm: RequestForm = {
  ...(services[0] as Service),
  facts: { 'client.kind': 'company' },
  definition: 7,
  consent:
    '« Assistance à l’embauche » n’est pas comprise dans un abonnement. Elle sera facturée 240,00 EUR HT, une fois votre demande acceptée. J’accepte.',
  program: null,
  form: {
    code: 'request',
    label: 'Votre demande',
    pages: [
      {
        code: 'person',
        label: 'La personne',
        help: 'Ce que vous savez déjà ; le reste viendra plus tard.',
        fields: [
          field('name', 'text', 'Nom et prénom', { required: true, width: 'half' }),
          field('born_on', 'date', 'Date de naissance', { width: 'half' }),
          field('email', 'email', 'Adresse e-mail', {
            help: 'Pour lui envoyer la liste des pièces.',
          }),
          field('former', 'yesno', 'A-t-elle déjà travaillé chez vous ?', { required: true }),
        ],
      },
      {
        code: 'job',
        label: 'Le poste',
        help: '',
        fields: [
          field('title', 'text', 'Intitulé du poste', { required: true }),
          field('kind', 'choice', 'Type de contrat', {
            required: true,
            options: [
              { code: 'cdi', label: 'CDI' },
              { code: 'cdd', label: 'CDD' },
              { code: 'app', label: 'Apprentissage' },
            ],
          }),
          field('start_on', 'date', 'Date d’arrivée', { width: 'half', required: true }),
          field('salary', 'amount', 'Salaire brut mensuel', { width: 'half', currency: 'EUR' }),
          field('note', 'long', 'Précisions'),
        ],
      },
    ],
  },
} as RequestForm;

const RECEIVED = badge('received', 'Demande reçue', 'blue');
const NEED = badge('need_info', 'Nous attendons vos précisions', 'amber', 'wait_client');
const OPENED = badge('converted', 'Votre dossier est ouvert', 'green', 'done');

const row = (
  id: number,
  label: string,
  status: Badge,
  more: Partial<RequestRow> = {},
): RequestRow => ({
  id,
  ref: `DEM-2026-0000${id}`,
  kind: 'assistance-embauche',
  label,
  icon: 'user-plus',
  colour: 'teal',
  status,
  page: null,
  draft_key: null,
  created_at: NOW - 6 * DAY,
  sent_at: NOW - 5 * DAY,
  updated_at: NOW - DAY,
  reason: null,
  case: null,
  ...more,
});

export const requests: RequestRow[] = [
  row(9, 'Dossier de subvention', badge('draft', 'Brouillon, à envoyer', 'slate', 'wait_client'), {
    ref: null,
    sent_at: null,
    icon: 'coins',
    colour: 'amber',
    kind: 'dossier-subvention',
    draft_key: '0123456789abcdef0123456789abcdef',
  }),
  row(7, 'Assistance à l’embauche', NEED, { reason: 'Quelle convention collective ?' }),
  row(5, 'Audit organisationnel', RECEIVED, { icon: 'sitemap', colour: 'blue' }),
  row(3, 'Business plan', OPENED, {
    icon: 'chart-line',
    colour: 'violet',
    case: { id: 31, ref: 'DOS-2026-00031', title: 'Business plan' },
  }),
];

export const request = (id: number): Request | null => {
  const found = requests.find((each) => each.id === id);
  if (!found) return null;
  return {
    ...found,
    message: 'Elle peut commencer dès lundi.',
    consent: requestForm.consent,
    consent_at: NOW - 5 * DAY,
    author: 'Marie Petit',
    version: 3,
    files: [],
    answers: null,
    cancellable: found.status.class !== 'done',
    pages: [
      {
        label: 'La personne',
        rows: [
          {
            code: 'name',
            label: 'Nom et prénom',
            type: 'text',
            value: 'Lina Perez',
            text: 'Lina Perez',
            group: null,
          },
          {
            code: 'former',
            label: 'A-t-elle déjà travaillé chez vous ?',
            type: 'yesno',
            value: false,
            text: 'Non',
            group: null,
          },
        ],
      },
    ],
    messages: [
      {
        id: 1,
        at: NOW - 4 * DAY,
        body: 'Bonjour, quelle convention collective appliquez-vous ?',
        firm: true,
        name: 'Claire Morel',
      },
      {
        id: 2,
        at: NOW - 3 * DAY,
        body: 'Celle de la boulangerie artisanale.',
        firm: false,
        name: 'Marie Petit',
      },
    ],
    timeline: [
      { status: RECEIVED, state: 'done', at: NOW - 5 * DAY },
      { status: found.status, state: 'current', at: NOW - 4 * DAY },
      { status: badge('validated', 'Acceptée', 'green'), state: 'todo', at: null },
      { status: OPENED, state: 'todo', at: null },
    ],
  };
};
