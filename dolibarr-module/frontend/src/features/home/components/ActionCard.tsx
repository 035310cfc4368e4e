/* One thing that waits, with the button that deals with it. The first of the page carries the accent. */
import {
  IconClockExclamation,
  IconFileInvoice,
  IconHourglassHigh,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import type { Waiting } from '@/lib/api/types';
import { dayInSentence, money } from '@/lib/format';
import style from './ActionCard.module.css';

type Tone = 'red' | 'amber' | 'blue';
type Facts = { tone: Tone; icon: ReactNode; title: string; text: string };

function useFacts(item: Waiting): Facts {
  const { t } = useTranslation();
  const amount =
    item.amount_minor !== null && item.currency ? money(item.amount_minor, item.currency) : '';
  const ref = item.invoice?.ref ?? '';
  const date = item.due_on ? dayInSentence(item.due_on) : '';
  const work = { title: item.case?.title ?? '', ref: item.case?.ref ?? '' };
  const size = 22;
  switch (item.kind) {
    case 'invoice_late':
      return {
        tone: 'red',
        icon: <IconClockExclamation size={size} />,
        title: t('home.lateTitle', { ref }),
        text: t('home.lateText', { amount, date }),
      };
    case 'invoice_due':
      return {
        tone: 'blue',
        icon: <IconFileInvoice size={size} />,
        title: t('home.dueTitle', { ref }),
        text: date ? t('home.dueText', { amount, date }) : t('home.dueTextNoDate', { amount }),
      };
    case 'case_waits':
      return {
        tone: 'amber',
        icon: <IconUserQuestion size={size} />,
        title: t('home.waitsTitle'),
        text: t('home.waitsText', work),
      };
    case 'gauge_full':
      return {
        tone: 'red',
        icon: <IconHourglassHigh size={size} />,
        title: t('home.gaugeFullTitle'),
        text: t('home.gaugeFullText', work),
      };
    default:
      return {
        tone: 'amber',
        icon: <IconHourglassHigh size={size} />,
        title: t('home.gaugeWarnTitle'),
        text: t('home.gaugeWarnText', { ...work, percent: item.percent ?? 0 }),
      };
  }
}

function Action({ item, client, main }: { item: Waiting; client: number; main: boolean }) {
  const { t } = useTranslation();
  const look = { variant: main ? 'filled' : 'default' } as const;
  const path = { client: String(client) };
  if (item.invoice) {
    return (
      <ButtonLink
        {...look}
        to="/clients/$client/invoices/$invoice"
        params={{ ...path, invoice: String(item.invoice.id) }}
      >
        {t('home.seeInvoice')}
      </ButtonLink>
    );
  }
  if (!item.case) return null;
  const gauge = item.kind === 'gauge_warn' || item.kind === 'gauge_full';
  return (
    <ButtonLink
      {...look}
      to="/clients/$client/cases/$case"
      params={{ ...path, case: String(item.case.id) }}
      search={gauge ? { tab: 'time' } : {}}
    >
      {t(gauge ? 'home.seeTime' : 'home.seeCase')}
    </ButtonLink>
  );
}

export function ActionCard(props: { item: Waiting; client: number; main: boolean }) {
  const facts = useFacts(props.item);
  return (
    <li className={style.action} data-tone={facts.tone}>
      <span className={style.icon} aria-hidden="true">
        {facts.icon}
      </span>
      <div className={style.words}>
        <h2>{facts.title}</h2>
        <p>{facts.text}</p>
      </div>
      <Action {...props} />
    </li>
  );
}
