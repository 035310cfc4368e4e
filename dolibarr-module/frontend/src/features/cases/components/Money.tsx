/* «Suivi financier» of a case: price and terms, time as it stands, the invoices that bill it (CASE-34, CASE-35). */
import { useQuery } from '@tanstack/react-query';
import { IconFileInvoice } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Facts } from '@/components/Facts';
import { Gauge } from '@/components/Gauge';
import { includedGauge } from '@/components/gauge-words';
import { Blocks, Empty, Failure } from '@/components/states';
import { StatusBadge } from '@/components/StatusBadge';
import type { Case, InvoiceRow } from '@/lib/api/types';
import { clock, day, money } from '@/lib/format';
import { caseInvoicesQuery } from '../api/list-case-invoices';
import { useTermsRows } from './terms';
import { TimeLink } from './TimeLink';
import cover from '@/styles/cover.module.css';
import style from './Money.module.css';

type Props = { item: Case; client: number };

function Terms({ item }: { item: Case }) {
  const { t } = useTranslation('work');
  const rows = useTermsRows(item);
  return (
    <Card title={t('money.terms')}>
      {rows.length === 0 ? (
        <p className={style.quiet}>{t('money.noTerms')}</p>
      ) : (
        <Facts rows={rows} />
      )}
    </Card>
  );
}

function Time({ item, client }: Props) {
  const { t } = useTranslation();
  const { t: w } = useTranslation('work');
  const gauge = includedGauge(item.gauge);
  const detail = <TimeLink client={client} id={item.id} />;
  return (
    <Card title={w('money.time')} action={item.total_s > 0 && detail}>
      {gauge && <Gauge gauge={gauge} size="large" />}
      <Facts
        rows={[
          [t('case.spentTotal'), clock(item.total_s)],
          [t('case.spentInvoiced'), clock(item.totals.invoiced_s)],
        ]}
      />
    </Card>
  );
}

function Invoice({ row, client }: { row: InvoiceRow; client: number }) {
  const { t } = useTranslation();
  return (
    <li className={style.invoice}>
      <Link
        to="/clients/$client/invoices/$invoice"
        params={{ client: String(client), invoice: String(row.id) }}
        className={`${style.ref} ${cover.cover}`}
      >
        {row.ref}
      </Link>
      <span className={`${style.amount} num`}>{money(row.total_minor, row.currency)}</span>
      <span className={`${style.date} num`}>
        {t('invoices.issuedOn', { date: day(row.date_on) })}
      </span>
      <StatusBadge badge={row.status} />
    </li>
  );
}

function Invoices({ item, client }: Props) {
  const { t } = useTranslation('work');
  const list = useQuery(caseInvoicesQuery(client, item.id));
  const rows = list.data?.rows ?? [];
  return (
    <Card title={t('money.invoices')} flush={rows.length > 0}>
      {list.isPending && <Blocks heights={[48, 48]} />}
      {list.isError && !list.data && (
        <Failure error={list.error} retry={() => void list.refetch()} />
      )}
      {list.data && rows.length === 0 && (
        <Empty icon={<IconFileInvoice size={24} />} title={t('money.noInvoiceTitle')}>
          {t('money.noInvoice')}
        </Empty>
      )}
      {list.data && rows.length > 0 && (
        <>
          <ul>
            {rows.map((row) => (
              <Invoice key={row.id} row={row} client={client} />
            ))}
          </ul>
          {list.data.due_minor > 0 && (
            <p className={style.due}>
              <span>{t('money.due')}</span>
              <strong className="num">{money(list.data.due_minor, list.data.currency)}</strong>
            </p>
          )}
        </>
      )}
    </Card>
  );
}

export function Money({ item, client }: Props) {
  return (
    <div className={style.grid}>
      <Invoices item={item} client={client} />
      <div className={style.side}>
        <Terms item={item} />
        <Time item={item} client={client} />
      </div>
    </div>
  );
}
