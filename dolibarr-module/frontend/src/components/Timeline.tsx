/*
 * The one timeline (PLAT-05): steps of a case, of a request, what happened. A marker that tells its state by shape too,
 * a sentence, who and when without a click.
 */
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import style from './Timeline.module.css';

export type Point = {
  id: string | number;
  /* done: a tick; current: a ring in the accent; todo: an empty ring; event: its own icon. */
  state: 'done' | 'current' | 'todo' | 'event';
  /* Said to assistive tools in place of the marker. */
  stateLabel?: string;
  tone?: string | undefined;
  icon?: ReactNode;
  title: ReactNode;
  when?: ReactNode;
  children?: ReactNode;
};

function Marker({ point }: { point: Point }) {
  return (
    <span
      className={style.marker}
      data-state={point.state}
      data-tone={point.tone}
      aria-hidden="true"
    >
      {point.state === 'done' ? <IconCheck size={16} stroke={2.4} /> : point.icon}
    </span>
  );
}

export function Timeline({ points, label }: { points: Point[]; label: string }) {
  return (
    <ol className={style.list} aria-label={label}>
      {points.map((point) => (
        <li
          key={point.id}
          className={style.point}
          data-state={point.state}
          aria-current={point.state === 'current' ? 'step' : undefined}
        >
          <Marker point={point} />
          <div className={style.words}>
            <div className={style.line}>
              <span className={style.title}>
                {point.title}
                {point.stateLabel && <span className="sr-only"> ({point.stateLabel})</span>}
              </span>
              {point.when && <span className={style.when}>{point.when}</span>}
            </div>
            {point.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
