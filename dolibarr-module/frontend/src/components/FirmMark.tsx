/* The firm's monogram and name: the portal is the firm's, not ours (PORT-01). */
import { initials } from '@/lib/initials';
import style from './FirmMark.module.css';

export function FirmMark({ name, note }: { name: string; note?: string }) {
  return (
    <span className={style.mark}>
      <span className={style.tile} data-initials={initials(name)} aria-hidden="true" />
      <span className={style.words}>
        <span className={style.name}>{name || '\u00a0'}</span>
        {note && <span className={style.note}>{note}</span>}
      </span>
    </span>
  );
}

export function Face({ name, size = 44 }: { name: string; size?: 36 | 44 | 56 }) {
  return (
    <span
      className={style.face}
      data-size={size}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}
