/* A message that stays where it matters. Red ones interrupt assistive tools, others wait their turn. */
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import style from './Notice.module.css';

type Tone = 'red' | 'amber' | 'blue' | 'teal';
type Props = { tone: Tone; title?: string; children: ReactNode; action?: ReactNode };

const ICONS = {
  red: IconAlertTriangle,
  amber: IconAlertTriangle,
  blue: IconInfoCircle,
  teal: IconCircleCheck,
};

export function Notice({ tone, title, children, action }: Props) {
  const Icon = ICONS[tone];
  return (
    <div className={style.notice} data-tone={tone} role={tone === 'red' ? 'alert' : 'status'}>
      <Icon size={20} aria-hidden="true" />
      <div className={style.text}>
        {title && <strong>{title}</strong>}
        <span>{children}</span>
      </div>
      {action}
    </div>
  );
}
