/* The road of the case in one look: a strip on wide screens; on a phone the present step large, the others as marks. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { day } from '@/lib/format';
import type { CaseStep } from '@/lib/api/types';
import style from './StepStrip.module.css';

type State = 'done' | 'current' | 'todo' | 'na';

export function stateOf(step: CaseStep): State {
  if (step.status.code === 'done' || step.done_at !== null) return 'done';
  if (step.status.code === 'na') return 'na';
  return step.current ? 'current' : 'todo';
}

export function StepStrip({ steps }: { steps: CaseStep[] }) {
  const { t } = useTranslation('work');
  const counted = steps.filter((step) => stateOf(step) !== 'na');
  const done = counted.filter((step) => stateOf(step) === 'done').length;
  const current = counted.find((step) => stateOf(step) === 'current');
  const next = counted.find((step) => stateOf(step) === 'todo');
  if (counted.length === 0) return null;
  return (
    <section className={style.strip} aria-label={t('steps.road')}>
      <div className={style.now}>
        <p className={style.where}>
          {t('steps.count', { done: Math.min(done + 1, counted.length), of: counted.length })}
        </p>
        <p className={style.name}>{current?.label ?? (next ? next.label : t('steps.allDone'))}</p>
        {current?.planned_on && (
          <p className={style.where}>{t('steps.planned', { date: day(current.planned_on) })}</p>
        )}
      </div>
      <ol className={style.list}>
        {counted.map((step) => (
          <li
            key={step.id}
            data-state={stateOf(step)}
            data-late={step.late || undefined}
            aria-current={step.current ? 'step' : undefined}
          >
            <span className={style.mark} aria-hidden="true">
              {stateOf(step) === 'done' && <IconCheck size={14} stroke={2.6} />}
            </span>
            <span className={style.label}>
              {step.label}
              <span className="sr-only"> ({step.status.label})</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
