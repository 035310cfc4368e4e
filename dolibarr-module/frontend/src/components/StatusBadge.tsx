/* A status from the registry: coloured dot and label, never colour alone (PLAT-05). Late is a second badge. */
import type { Badge } from '@/lib/api/types';
import style from './StatusBadge.module.css';

type Tone = Badge['colour'];

export function StatusBadge({ badge }: { badge: Pick<Badge, 'label' | 'colour'> }) {
  return <ToneBadge tone={badge.colour} label={badge.label} />;
}

export function ToneBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={`${style.badge} ${style[tone] ?? style.slate}`}>
      <span className={style.dot} aria-hidden="true" />
      {label}
    </span>
  );
}
