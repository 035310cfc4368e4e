/* What happened on the case, in sentences, newest first (PLAT-05). */
import { useQuery } from '@tanstack/react-query';
import {
  IconBell,
  IconChecklist,
  IconCircleDot,
  IconFileInvoice,
  IconFileText,
  IconFlag,
  IconInbox,
  IconMail,
  IconNote,
  IconPaperclip,
  IconRoute,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Moment } from '@/components/DateText';
import { Blocks, Failure } from '@/components/states';
import { Timeline, type Point } from '@/components/Timeline';
import type { TimelineEvent } from '@/lib/api/types';
import { caseTimelineQuery } from '../api/read-case-timeline';
import style from './CaseTimeline.module.css';

const PARTS = {
  case: IconFlag,
  step: IconRoute,
  piece: IconFileText,
  file: IconPaperclip,
  task: IconChecklist,
  action: IconBell,
  request: IconInbox,
  invoice: IconFileInvoice,
  mail: IconMail,
  note: IconNote,
} as const;

/* Kinds that have a sentence of their own, with what they are about. */
const TOLD = [
  'step.started',
  'step.validated',
  'step.skipped',
  'step.reopened',
  'piece.added',
  'piece.deposited',
  'piece.received',
  'piece.validated',
  'piece.refused',
  'piece.skipped',
  'piece.required',
  'piece.filled',
  'file.added',
  'file.delivered',
  'task.created',
  'task.suggested',
  'task.accepted',
  'task.refused',
  'task.client_done',
  'task.done',
  'task.sent_back',
  'task.commented',
  'action.asked',
  'action.answered',
  'action.cancelled',
  'action.reopened',
  'request.converted',
  'request.message',
  'note.added',
  'mail.sent',
] as const;
type Told = (typeof TOLD)[number];
type Key<T extends string> = T extends `${infer A}.${infer B}` ? `${A}_${B}` : never;
const ABOUT = ['step', 'piece', 'name', 'title', 'subject', 'message', 'ref'];

const PLAIN = {
  'case.created': 'case_created',
  'invoice.issued': 'invoice_issued',
  'invoice.credited': 'invoice_credited',
} as const;

/* Statuses that the firm ships with; one of its own making gets the plain sentence. */
const STATUSES = [
  'todo',
  'in_progress',
  'wait_client',
  'wait_pieces',
  'validated',
  'done',
  'cancelled',
] as const;

function useSentence(): (event: TimelineEvent) => string {
  const { t } = useTranslation();
  const { t: work } = useTranslation('work');
  return (event) => {
    if (event.kind === 'case.status') {
      const to = STATUSES.find((code) => code === event.data?.['to']);
      return to ? t(`events.to_${to}`) : t('events.case_status_plain');
    }
    const data = event.data ?? {};
    const about = ABOUT.map((name) => data[name]).find((text) => typeof text === 'string') ?? '';
    if (TOLD.some((kind) => kind === event.kind))
      return work(`happened.${event.kind.replace('.', '_') as Key<Told>}`, { about });
    const ref = typeof data['ref'] === 'string' ? data['ref'] : '';
    return t(`events.${PLAIN[event.kind as keyof typeof PLAIN] ?? 'other'}`, { ref });
  };
}

/* What a chip of the filter lets through, by the beginning of the kind. */
const FILTERS = {
  all: [''],
  steps: ['step.', 'case.'],
  documents: ['piece.', 'file.'],
  tasks: ['task.', 'action.'],
  messages: ['mail.', 'request.', 'comment.'],
  invoices: ['invoice.'],
} as const;
type Filter = keyof typeof FILTERS;

function Chips({ value, onChange }: { value: Filter; onChange: (value: Filter) => void }) {
  const { t } = useTranslation('work');
  return (
    <div className={style.chips} role="group" aria-label={t('events.filter')}>
      {(Object.keys(FILTERS) as Filter[]).map((name) => (
        <button
          key={name}
          type="button"
          className={style.chip}
          aria-pressed={value === name}
          onClick={() => onChange(name)}
        >
          {t(`events.${name}`)}
        </button>
      ))}
    </div>
  );
}

type Props = { client: number; id: number; filters?: boolean };

export function CaseTimeline({ client, id, filters = false }: Props) {
  const { t } = useTranslation();
  const timeline = useQuery(caseTimelineQuery(client, id, filters ? 100 : 10));
  const [filter, setFilter] = useState<Filter>('all');
  const sentence = useSentence();
  const rows = (timeline.data?.rows ?? []).filter((event) =>
    FILTERS[filter].some((start) => event.kind.startsWith(start)),
  );
  const points: Point[] = rows.map((event) => {
    const Icon = PARTS[event.kind.split('.')[0] as keyof typeof PARTS] ?? IconCircleDot;
    return {
      id: event.id,
      state: 'event',
      icon: <Icon size={16} />,
      title: sentence(event),
      when: <Moment at={event.at} />,
      children: event.by.name && event.by.kind === 'user' && (
        <span className={style.who}>{event.by.name}</span>
      ),
    };
  });
  return (
    <Card title={t('case.activity')}>
      {filters && <Chips value={filter} onChange={setFilter} />}
      {timeline.isPending && <Blocks heights={[24, 24, 24]} />}
      {timeline.isError && !timeline.data && (
        <Failure error={timeline.error} retry={() => void timeline.refetch()} />
      )}
      {timeline.data && rows.length === 0 && (
        <p className={style.none}>{t('case.activityEmpty')}</p>
      )}
      {rows.length > 0 && <Timeline points={points} label={t('case.activity')} />}
    </Card>
  );
}
