/*
 * What happened on the case, in sentences, newest first: icon, what, when and who without a click (PLAT-05). With chips it
 * holds everything of one kind, page after page (CASE-34).
 */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import {
  IconChecklist,
  IconCircleDot,
  IconFile,
  IconFileInvoice,
  IconFlag,
  IconFolder,
  IconMail,
  IconMessage,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Moment } from '@/components/DateText';
import { More } from '@/components/More';
import { Blocks, Failure } from '@/components/states';
import { Timeline, type Point } from '@/components/Timeline';
import type { TimelineEvent } from '@/lib/api/types';
import { caseTimelineQuery } from '../api/read-case-timeline';
import { eventSubject, FILTERS, isSaid, SAID, type Filter } from '../events';
import style from './CaseTimeline.module.css';

const SHORT = 10;
const LONG = 50;

const PLAIN = {
  'case.created': 'case_created',
  'invoice.issued': 'invoice_issued',
  'invoice.credited': 'invoice_credited',
} as const;

const TOLD = {
  'mail.sent': 'mail_sent',
  'request.converted': 'request_converted',
  'request.message': 'request_message',
} as const;

/* By the beginning of the kind. */
const ICONS = [
  ['case.created', IconFlag],
  ['case.', IconFolder],
  ['step.', IconFlag],
  ['piece.', IconFile],
  ['file.', IconFile],
  ['task.', IconChecklist],
  ['action.', IconUserQuestion],
  ['note.', IconMessage],
  ['party.', IconUsers],
  ['mail.', IconMail],
  ['invoice.', IconFileInvoice],
] as const;

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
  const { t: w } = useTranslation('work');
  return ({ kind, data }) => {
    if (kind === 'case.status') {
      const to = STATUSES.find((code) => code === data?.['to']);
      return to ? t(`events.to_${to}`) : t('events.case_status_plain');
    }
    if (isSaid(kind)) return w(`said.${SAID[kind]}`, { name: eventSubject(data) });
    const told = TOLD[kind as keyof typeof TOLD] as (typeof TOLD)[keyof typeof TOLD] | undefined;
    const about = data?.['subject'] ?? data?.['ref'];
    if (told) return w(`happened.${told}`, { about: typeof about === 'string' ? about : '' });
    const plain = PLAIN[kind as keyof typeof PLAIN] as
      (typeof PLAIN)[keyof typeof PLAIN] | undefined;
    const ref = data?.['ref'];
    return t(`events.${plain ?? 'other'}`, { ref: typeof ref === 'string' ? ref : '' });
  };
}

/* Why a document or a suggestion was refused, a step reopened. */
function reasonOf({ kind, data }: TimelineEvent): string {
  const reason = data?.['reason'];
  return typeof reason === 'string' && /\.(refused|reopened|sent_back)$/.test(kind) ? reason : '';
}

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

function usePoints(rows: TimelineEvent[]): Point[] {
  const sentence = useSentence();
  return rows.map((event) => {
    const Icon = ICONS.find(([start]) => event.kind.startsWith(start))?.[1] ?? IconCircleDot;
    const reason = reasonOf(event);
    return {
      id: event.id,
      state: 'event',
      icon: <Icon size={16} />,
      title: sentence(event),
      when: <Moment at={event.at} />,
      children: (
        <>
          {reason && <p className={style.reason}>{reason}</p>}
          {event.by.name && <span className={style.who}>{event.by.name}</span>}
        </>
      ),
    };
  });
}

type Props = { client: number; id: number; filters?: boolean };

export function CaseTimeline({ client, id, filters = false }: Props) {
  const { t } = useTranslation();
  const { t: w } = useTranslation('work');
  const [filter, setFilter] = useState<Filter>('all');
  const timeline = useInfiniteQuery({
    ...caseTimelineQuery(client, id, filter, filters ? LONG : SHORT),
    placeholderData: keepPreviousData,
  });
  const rows = timeline.data?.pages.flatMap((page) => page.rows) ?? [];
  const points = usePoints(rows);
  return (
    <Card title={t('case.activity')}>
      {filters && <Chips value={filter} onChange={setFilter} />}
      {timeline.isPending && <Blocks heights={[24, 24, 24]} />}
      {timeline.isError && !timeline.data && (
        <Failure error={timeline.error} retry={() => void timeline.refetch()} />
      )}
      {timeline.data && rows.length === 0 && (
        <p className={style.none}>
          {filter === 'all' ? t('case.activityEmpty') : w('events.none')}
        </p>
      )}
      {rows.length > 0 && <Timeline points={points} label={t('case.activity')} />}
      {filters && (
        <More
          has={timeline.hasNextPage}
          pending={timeline.isFetchingNextPage}
          onMore={() => void timeline.fetchNextPage()}
        />
      )}
    </Card>
  );
}
