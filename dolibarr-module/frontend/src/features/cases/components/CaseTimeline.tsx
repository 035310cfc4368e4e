/* What happened on the case, in sentences, newest first (PLAT-05). */
import { useQuery } from '@tanstack/react-query';
import { IconCircleDot, IconFileInvoice, IconFlag, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Moment } from '@/components/DateText';
import { Blocks, Failure } from '@/components/states';
import { Timeline, type Point } from '@/components/Timeline';
import type { TimelineEvent } from '@/lib/api/types';
import { caseTimelineQuery } from '../api/read-case-timeline';
import style from './CaseTimeline.module.css';

const KNOWN = {
  'case.created': { key: 'case_created', Icon: IconFlag },
  'invoice.issued': { key: 'invoice_issued', Icon: IconFileInvoice },
  'invoice.credited': { key: 'invoice_credited', Icon: IconFileInvoice },
  'mail.sent': { key: 'mail_sent', Icon: IconMail },
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
  return (event) => {
    if (event.kind === 'case.status') {
      const to = STATUSES.find((code) => code === event.data?.['to']);
      return to ? t(`events.to_${to}`) : t('events.case_status_plain');
    }
    const known = KNOWN[event.kind as keyof typeof KNOWN] as
      (typeof KNOWN)[keyof typeof KNOWN] | undefined;
    const ref = event.data?.['ref'];
    return t(`events.${known?.key ?? 'other'}`, { ref: typeof ref === 'string' ? ref : '' });
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
    const Icon = event.kind in KNOWN ? KNOWN[event.kind as keyof typeof KNOWN].Icon : IconCircleDot;
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
