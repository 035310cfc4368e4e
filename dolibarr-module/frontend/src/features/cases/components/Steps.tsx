/* Steps one below the other, with dates, who and what was said (CASE-15, CASE-17). */
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Day, Moment } from '@/components/DateText';
import { ToneBadge } from '@/components/StatusBadge';
import { Timeline, type Point } from '@/components/Timeline';
import type { CaseStep } from '@/lib/api/types';
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

export function Steps({ steps, history = false }: { steps: CaseStep[]; history?: boolean }) {
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
