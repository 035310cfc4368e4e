/* What is left to pay: the sum first, then each invoice. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { StatusBadge } from '@/components/StatusBadge';
import type { Home } from '@/lib/api/types';
import { day, money } from '@/lib/format';
import style from './DueInvoices.module.css';

export function DueInvoices({ home, client }: { home: Home; client: number }) {
  const { t } = useTranslation();
  const all = (
    <Link to="/clients/$client/invoices" params={{ client: String(client) }} className={style.all}>
      {t('home.invoicesAll')}
    </Link>
  );
  return (
    <Card title={t('home.invoices')} action={all}>
      {home.invoices.length === 0 ? (
        <p className={style.none}>{t('home.invoicesEmpty')}</p>
      ) : (
        <>
          <p className={style.sum}>
            <span>{t('home.dueTotal')}</span>
            <strong className="num">{money(home.due_minor, home.currency)}</strong>
          </p>
          <ul className={style.list}>
            {home.invoices.map((row) => (
              <li key={row.id} className={style.row}>
                <Link
                  to="/clients/$client/invoices/$invoice"
                  params={{ client: String(client), invoice: String(row.id) }}
                  className={style.ref}
                >
                  {row.ref}
                </Link>
                <span className={`${style.amount} num`}>
                  {money(row.remain_minor, row.currency)}
                </span>
                <span className={`${style.date} num`}>
                  {row.due_on &&
                    t(row.status.code === 'late' ? 'invoices.lateSince' : 'invoices.dueOn', {
                      date: day(row.due_on),
                    })}
                </span>
                <StatusBadge badge={row.status} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
