/* Where this page hangs: one step up, above its title. */
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import style from './BackLink.module.css';

type Props = {
  to:
    | '/clients/$client'
    | '/clients/$client/cases'
    | '/clients/$client/invoices'
    | '/clients/$client/requests'
    | '/clients/$client/services';
  client: number;
  children: string;
};

export function BackLink({ to, client, children }: Props) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.breadcrumb')} className={style.crumb}>
      <Link to={to} params={{ client: String(client) }} className={style.back}>
        <IconChevronLeft size={18} aria-hidden="true" />
        {children}
      </Link>
    </nav>
  );
}
