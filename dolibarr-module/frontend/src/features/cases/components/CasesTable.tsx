/* The list of cases from 640 px up. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CaseBadges } from '@/components/CaseCard';
import { Clock, Day } from '@/components/DateText';
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
        <p className={table.quiet}>{[row.ref, row.lead?.name].filter(Boolean).join(' · ')}</p>
      </td>
      <td>
        <CaseBadges row={row} />
      </td>
      <td className={style.bar}>
        {gauge ? <Gauge gauge={gauge} /> : <Progress percent={row.progress} />}
      </td>
      <td className={`${table.number} ${style.due}`}>{row.due_on && <Day value={row.due_on} />}</td>
      <td className={table.number}>
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
