/*
 * The page's one h1. On a change of route it takes the focus, so that keyboard and screen-reader users start where
 * the new page starts; it also names the document.
 */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { firmQuery } from '@/lib/api/firm';
import { arrivedByRoute } from './route-focus';
import style from './PageTitle.module.css';

type Props = { name: string; children?: ReactNode; lead?: ReactNode; aside?: ReactNode };

export function PageTitle({ name, children, lead, aside }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLHeadingElement>(null);
  const firm = useQuery({ ...firmQuery, enabled: false }).data?.name ?? t('app.space');

  useEffect(() => {
    document.title = t('app.titled', { page: name, firm });
  }, [name, firm, t]);

  useEffect(() => {
    if (arrivedByRoute()) ref.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={style.head}>
      <div className={style.words}>
        <h1 ref={ref} tabIndex={-1}>
          {children ?? name}
        </h1>
        {lead && <p className={style.lead}>{lead}</p>}
      </div>
      {aside && <div className={style.aside}>{aside}</div>}
    </div>
  );
}
