/* Frame of the pages before signing in: the firm's name above, one card, how to reach the firm below. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FirmMark } from '@/components/FirmMark';
import { LangToggle } from '@/components/LangToggle';
import { firmQuery } from '@/lib/api/firm';
import style from './AuthLayout.module.css';

export function AuthLayout({ children, below }: { children: ReactNode; below?: ReactNode }) {
  const { t } = useTranslation();
  const { data: firm } = useQuery(firmQuery);
  return (
    <div className={style.page}>
      <a href="#main" className="skip">
        {t('app.skip')}
      </a>
      <header className={style.head}>
        <FirmMark name={firm?.name ?? ''} note={t('app.space')} />
      </header>
      <main id="main" className={style.main} tabIndex={-1}>
        <div className={style.card}>{children}</div>
        {below && <div className={style.below}>{below}</div>}
      </main>
      <footer className={style.foot}>
        {firm && (firm.phone || firm.email) && (
          <p>
            {t('login.help')}{' '}
            {firm.phone && <a href={`tel:${firm.phone.replace(/\s/g, '')}`}>{firm.phone}</a>}
            {firm.phone && firm.email && ' · '}
            {firm.email && <a href={`mailto:${firm.email}`}>{firm.email}</a>}
          </p>
        )}
        <LangToggle />
      </footer>
    </div>
  );
}
