/* Payments received on an invoice. */
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import type { Invoice } from '@/lib/api/types';
import { day, money } from '@/lib/format';
import style from './Payments.module.css';

type Props = { payments: Invoice['payments']; currency: string };

export function Payments({ payments, currency }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t('invoice.payments')}>
      {payments.length === 0 ? (
        <p className={style.none}>{t('invoice.noPayments')}</p>
      ) : (
        <ul className={style.list}>
          {payments.map((payment, index) => (
            <li key={`${payment.on}-${index}`}>
              <span>
                <span className="num">{t('invoice.paidOn', { date: day(payment.on) })}</span>
                <span className={style.label}>{payment.label}</span>
              </span>
              <strong className="num">{money(payment.amount_minor, currency)}</strong>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
