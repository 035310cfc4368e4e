/* Invoices as a table from 640 px, as rows of two lines below. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Day } from '@/components/DateText';
import { Download } from '@/components/Download';
import { StatusBadge } from '@/components/StatusBadge';
import type { InvoiceRow } from '@/lib/api/types';
import { day, money } from '@/lib/format';
import table from '@/styles/table.module.css';
import { invoicePdf } from '../api/list-invoices';
import style from './InvoiceRows.module.css';

type Props = { rows: InvoiceRow[]; client: number };

function Kind({ row }: { row: InvoiceRow }) {
  const { t } = useTranslation();
  return row.type === 'invoice' ? null : (
    <span className={style.kind}>{t(`invoices.${row.type}`)}</span>
  );
}

function Row({ row, client }: { row: InvoiceRow; client: number }) {
  const { t } = useTranslation();
  return (
    <tr data-link className={style.row}>
      <td className={style.number}>
        <Link
          to="/clients/$client/invoices/$invoice"
          params={{ client: String(client), invoice: String(row.id) }}
          className={table.link}
        >
          {row.ref}
        </Link>
        <Kind row={row} />
        <span className={`${style.phoneDates} num`}>
          {t('invoices.issuedOn', { date: day(row.date_on) })}
        </span>
      </td>
      <td className={style.date}>
        <Day value={row.date_on} />
      </td>
      <td className={style.cases}>{row.cases.map((item) => item.title).join(', ')}</td>
      <td className={style.dueOn}>{row.due_on && <Day value={row.due_on} />}</td>
      <td className={style.state}>
        <StatusBadge badge={row.status} />
      </td>
      <td className={`${style.total} num`}>{money(row.total_minor, row.currency)}</td>
      <td className={style.pdf}>
        {row.has_pdf && (
          <span className={table.above}>
            <Download
              address={invoicePdf(client, row.id)}
              fileName={`${row.ref}.pdf`}
              size="sm"
              variant="subtle"
              aria-label={t('invoices.pdfOf', { ref: row.ref })}
            >
              {t('invoices.pdf')}
            </Download>
          </span>
        )}
      </td>
    </tr>
  );
}

export function InvoiceRows({ rows, client }: Props) {
  const { t } = useTranslation();
  return (
    <table className={`${table.table} ${style.table}`}>
      <caption className="sr-only">{t('invoices.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('invoices.colNumber')}</th>
          <th scope="col" className={style.date}>
            {t('invoices.colDate')}
          </th>
          <th scope="col" className={style.cases}>
            {t('invoices.colCase')}
          </th>
          <th scope="col" className={style.dueOn}>
            {t('invoices.colDue')}
          </th>
          <th scope="col">{t('invoices.colStatus')}</th>
          <th scope="col" className={table.number}>
            {t('invoices.colTotal')}
          </th>
          <th scope="col">
            <span className="sr-only">{t('invoices.pdf')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} client={client} />
        ))}
      </tbody>
    </table>
  );
}
