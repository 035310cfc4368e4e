/* The list of cases from 640 px up. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CaseBadges, Pending } from '@/components/CaseCard';
import { Clock, Day, Moment } from '@/components/DateText';
import { Gauge } from '@/components/Gauge';
import { includedGauge } from '@/components/gauge-words';
import { Progress } from '@/components/Progress';
import type { CaseRow } from '@/lib/api/types';
import table from '@/styles/table.module.css';
import style from './CasesTable.module.css';

function Row({ row, client }: { row: CaseRow; client: number }) {
  const gauge = includedGauge(row.gauge);
  return (
    <tr data-link>
      <td className={style.case}>
        <Link
          to="/clients/$client/cases/$case"
          params={{ client: String(client), case: String(row.id) }}
          className={table.link}
        >
          {row.title}
        </Link>
        <p className={table.quiet}>
          {[row.type?.label, row.ref, row.lead?.name].filter(Boolean).join(' · ')}
        </p>
        <Pending count={row.todo} />
      </td>
      <td>
        <CaseBadges row={row} />
      </td>
      <td className={style.bar}>
        <Progress percent={row.progress} />
        {gauge && <Gauge gauge={gauge} />}
      </td>
      <td className={`${table.number} ${style.due}`}>{row.due_on && <Day value={row.due_on} />}</td>
      <td className={`${table.number} ${style.update}`}>
        <Moment at={row.updated_at} />
      </td>
      <td className={`${table.number} ${style.time}`}>
        <Clock seconds={row.total_s} />
      </td>
    </tr>
  );
}

export function CasesTable({ rows, client }: { rows: CaseRow[]; client: number }) {
  const { t } = useTranslation();
  return (
    <table className={table.table}>
      <caption className="sr-only">{t('cases.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('cases.colCase')}</th>
          <th scope="col">{t('cases.colStatus')}</th>
          <th scope="col">{t('cases.progress')}</th>
          <th scope="col" className={`${table.number} ${style.due}`}>
            {t('cases.colDue')}
          </th>
          <th scope="col" className={table.number}>
            {t('cases.colUpdated')}
          </th>
          <th scope="col" className={`${table.number} ${style.time}`}>
            {t('cases.colTime')}
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
