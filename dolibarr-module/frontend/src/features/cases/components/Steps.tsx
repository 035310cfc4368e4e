/* Steps one below the other, with dates, who and what was said (CASE-15, CASE-17). */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Day, Moment } from '@/components/DateText';
import { ToneBadge } from '@/components/StatusBadge';
import { Timeline, type Point } from '@/components/Timeline';
import type { CaseStep } from '@/lib/api/types';
import { momentFull } from '@/lib/format';
import { stateOf } from './StepStrip';
import style from './Steps.module.css';

function When({ step }: { step: CaseStep }) {
  const { t } = useTranslation('work');
  if (step.done_at !== null) return <Moment at={step.done_at} />;
  if (!step.planned_on) return null;
  return (
    <>
      {t('steps.for')} <Day value={step.planned_on} />
    </>
  );
}

/* Its form: to be filled in, or sent and still to be changed while the step is going on. */
function Answers({ step, client }: { step: CaseStep; client: number }) {
  const { t } = useTranslation('work');
  if (!step.asks || (!step.asks.waits && step.asks.sent_at === null)) return null;
  const { sent_at: at, sent_by: name } = step.asks;
  return (
    <p className={style.answers}>
      {at !== null && (
        <span className={style.quiet}>
          {name
            ? t('answers.sentBy', { name, date: momentFull(at) })
            : t('answers.sentOn', { date: momentFull(at) })}
        </span>
      )}
      {step.current && (
        <Link
          to="/clients/$client/steps/$step"
          params={{ client: String(client), step: String(step.id) }}
          className={style.fill}
        >
          {at === null ? `${t('answers.fill')} : ${step.asks.label}` : t('answers.modify')}
        </Link>
      )}
    </p>
  );
}

type Props = { steps: CaseStep[]; client: number; history?: boolean };

export function Steps({ steps, client, history = false }: Props) {
  const { t } = useTranslation('work');
  const shown = steps.filter((step) => history || stateOf(step) !== 'na');
  const points: Point[] = shown.map((step) => {
    const state = stateOf(step);
    const who = step.done_by?.name ?? step.responsible?.name;
    return {
      id: step.id,
      state: state === 'na' ? 'todo' : state,
      stateLabel: step.status.label,
      tone: step.late ? 'red' : undefined,
      title: step.label,
      when: <When step={step} />,
      children: (
        <>
          {step.late && (
            <span className={style.badges}>
              <ToneBadge tone="red" label={t('steps.late')} />
            </span>
          )}
          {state === 'na' && <p className={style.quiet}>{step.status.label}</p>}
          {(state === 'current' || history) && step.description && (
            <p className={style.about}>{step.description}</p>
          )}
          {step.comment && <p className={style.comment}>{step.comment}</p>}
          <Answers step={step} client={client} />
          {who && state !== 'todo' && <p className={style.quiet}>{who}</p>}
        </>
      ),
    };
  });
  return (
    <Card title={t(history ? 'steps.history' : 'steps.title')}>
      {points.length === 0 ? (
        <p className={style.quiet}>{t('steps.none')}</p>
      ) : (
        <Timeline points={points} label={t('steps.title')} />
      )}
    </Card>
  );
}
