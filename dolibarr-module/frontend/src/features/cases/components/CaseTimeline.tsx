/* What happened on the case, in sentences, newest first (PLAT-05). */
import { useQuery } from '@tanstack/react-query';
import { IconCircleDot, IconFileInvoice, IconFlag, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Moment } from '@/components/DateText';
import { Blocks, Failure } from '@/components/states';
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

function Item({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const Icon = event.kind in KNOWN ? KNOWN[event.kind as keyof typeof KNOWN].Icon : IconCircleDot;
  return (
    <li className={style.event}>
      <span className={style.icon} aria-hidden="true">
        <Icon size={16} />
      </span>
      <p>
        {sentence(event)}
        {event.by.name && event.by.kind === 'user' && (
          <span className={style.who}> {t('events.by', { name: event.by.name })}</span>
        )}
      </p>
      <span className={style.when}>
        <Moment at={event.at} />
      </span>
    </li>
  );
}

export function CaseTimeline({ client, id }: { client: number; id: number }) {
  const { t } = useTranslation();
  const timeline = useQuery(caseTimelineQuery(client, id));
  return (
    <Card title={t('case.activity')}>
      {timeline.isPending && <Blocks heights={[24, 24, 24]} />}
      {timeline.isError && !timeline.data && (
        <Failure error={timeline.error} retry={() => void timeline.refetch()} />
      )}
      {timeline.data?.rows.length === 0 && <p className={style.none}>{t('case.activityEmpty')}</p>}
      {timeline.data && timeline.data.rows.length > 0 && (
        <ol className={style.list}>
          {timeline.data.rows.map((event) => (
            <Item key={event.id} event={event} />
          ))}
        </ol>
      )}
    </Card>
  );
}
