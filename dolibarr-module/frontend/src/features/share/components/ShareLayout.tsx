/* Frame of a page for people without an account: whose it is above, how to reach them below, nothing that leads in. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FirmMark } from '@/components/FirmMark';
import { LangToggle } from '@/components/LangToggle';
import { firmQuery } from '@/lib/api/firm';
import style from './ShareLayout.module.css';

export function ShareLayout({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  const { t } = useTranslation('share');
  const { data: firm } = useQuery(firmQuery);
  return (
    <div className={style.page} data-wide={wide || undefined}>
      <header className={style.head}>
        <FirmMark name={firm?.name ?? ''} note={t('mark')} />
        <LangToggle />
      </header>
      <main id="main" className={style.main} tabIndex={-1}>
        {children}
      </main>
      {firm && (firm.phone || firm.email) && (
        <footer className={style.foot}>
          <p>
            {t('help')}{' '}
            {firm.phone && <a href={`tel:${firm.phone.replace(/\s/g, '')}`}>{firm.phone}</a>}
            {firm.phone && firm.email && ' · '}
            {firm.email && <a href={`mailto:${firm.email}`}>{firm.email}</a>}
          </p>
        </footer>
      )}
    </div>
  );
}
