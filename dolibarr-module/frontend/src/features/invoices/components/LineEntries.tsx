/* The entries behind one line, with the sum that proves it. */
import { useTranslation } from 'react-i18next';
import { Clock, Day } from '@/components/DateText';
import type { InvoiceLine, InvoiceTime } from '@/lib/api/types';
import { clock } from '@/lib/format';
import { entriesSum } from '../line';
import style from './LineEntries.module.css';

function Entry({ entry }: { entry: InvoiceTime }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td className={style.date}>
        <Day value={entry.work_on} />
      </td>
      <td className={style.what}>
        <strong>{entry.activity.label}</strong>
        {entry.description && <span>{entry.description}</span>}
        <span className={style.who}>{entry.adviser}</span>
      </td>
      <td className={style.duration}>
        <Clock seconds={entry.seconds} />
        {entry.seconds !== entry.duration_s && (
          <span className={`${style.part} num`}>
            {t('invoice.partOf', { time: clock(entry.duration_s) })}
          </span>
        )}
      </td>
    </tr>
  );
}

export function LineEntries({ line }: { line: InvoiceLine }) {
  const { t } = useTranslation();
  return (
    <table className={style.table}>
      <caption className="sr-only">{t('invoice.show')}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('time.date')}</th>
          <th scope="col">{t('time.description')}</th>
          <th scope="col">{t('time.duration')}</th>
        </tr>
      </thead>
      <tbody>
        {line.entries.map((entry) => (
          <Entry key={`${entry.id}-${entry.kind}`} entry={entry} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('invoice.sum')}
          </th>
          <td className={style.duration}>
            <Clock seconds={entriesSum(line)} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
