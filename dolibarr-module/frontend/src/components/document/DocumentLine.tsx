/* One document of a list: what it is, where it stands, what may be done with it; the same in «Mes documents» and the vault. */
import { IconExternalLink, IconFile, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import style from './Document.module.css';

type IconProps = { type: string; link?: boolean };

function DocumentIcon({ type, link = false }: IconProps) {
  const Icon = link
    ? IconExternalLink
    : type === 'application/pdf'
      ? IconFileTypePdf
      : type.startsWith('image/')
        ? IconPhoto
        : IconFile;
  return (
    <span className={style.icon} data-link={link || undefined} aria-hidden="true">
      <Icon size={22} stroke={1.7} />
    </span>
  );
}

type Props = IconProps & {
  name: ReactNode;
  facts: ReactNode;
  /* Words of the one who sent it. */
  note?: string | null | undefined;
  /* Why it was refused. */
  reason?: string | null | undefined;
  badges?: ReactNode;
  acts?: ReactNode;
};

export function DocumentLine({ type, link, name, facts, note, reason, badges, acts }: Props) {
  return (
    <li className={style.row}>
      <DocumentIcon type={type} {...(link ? { link } : {})} />
      <div className={style.words}>
        <h2 className={style.heading}>{name}</h2>
        <p className={style.facts}>{facts}</p>
        {note && <p className={style.note}>{note}</p>}
        {reason && <p className={style.reason}>{reason}</p>}
      </div>
      <div className={style.badges}>{badges}</div>
      <div className={style.acts}>{acts}</div>
    </li>
  );
}
