/* Entries by day: a table from 640 px, stacked rows below; the same facts in both. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Clock, Day } from '@/components/DateText';
import { StatusBadge, ToneBadge } from '@/components/StatusBadge';
import type { TimeRow } from '@/lib/api/types';
import type { DayGroup } from '@/lib/by-day';
import { clock, dayLong, money } from '@/lib/format';
import style from './TimeDays.module.css';

/* `open`: more pages follow, so the last day's sum is not known yet. */
type Props = { days: DayGroup<TimeRow>[]; client: number; open: boolean };

function Parts({ row }: { row: TimeRow }) {
  const { t } = useTranslation();
  const over = row.parts.find((part) => part.kind === 'overage');
  if (!over || over.seconds === row.duration_s || over.seconds <= 0) return null;
  return (
    <span className={style.parts}>
      {t('time.fromPackage', { time: clock(row.duration_s - over.seconds) })},{' '}
      {t('time.beyondPackage', { time: clock(over.seconds) })}
    </span>
  );
}

function Marks({ row, client }: { row: TimeRow; client: number }) {
  const { t } = useTranslation();
  return (
    <span className={style.marks}>
      {row.invoice ? (
        <Link
          to="/clients/$client/invoices/$invoice"
          params={{ client: String(client), invoice: String(row.invoice.id) }}
        >
          {row.invoice.ref}
        </Link>
      ) : (
        <StatusBadge badge={row.status} />
      )}
      {!row.billable && <ToneBadge tone="slate" label={t('time.nonBillable')} />}
    </span>
  );
}

/* Time that the package's price covers costs nothing more: said in words, not as a price of nothing. */
function Amount({ row }: { row: TimeRow }) {
  const { t } = useTranslation();
  if (typeof row.amount_minor !== 'number') return null;
  const covered = row.parts.length > 0 && row.parts.every((part) => part.kind === 'included');
  if (row.amount_minor === 0 && covered) {
    return <span className={style.included}>{t('time.partIncluded')}</span>;
  }
  return money(row.amount_minor, row.currency ?? 'EUR');
}

function Entry({ row, client, amounts }: { row: TimeRow; client: number; amounts: boolean }) {
  const { t } = useTranslation();
  return (
    <tr className={style.entry}>
      <td className={style.date}>
        <Day value={row.work_on} />
      </td>
      <td className={style.adviser}>{row.adviser}</td>
      <td className={style.duration}>
        <Clock seconds={row.duration_s} />
      </td>
      <td className={style.activity}>{row.activity.label}</td>
      <td className={style.description}>
        {row.description || <span className={style.none}>{t('time.noDescription')}</span>}
        <Parts row={row} />
      </td>
      <td className={style.state}>
        <Marks row={row} client={client} />
      </td>
      {amounts && (
        <td className={`${style.amount} num`}>
          <Amount row={row} />
        </td>
      )}
    </tr>
  );
}

export function TimeDays({ days, client, open }: Props) {
  const { t } = useTranslation();
  const amounts = days.some((group) =>
    group.rows.some((row) => typeof row.amount_minor === 'number'),
  );
  const columns = amounts ? 7 : 6;
  return (
    <table className={style.table}>
      <caption className="sr-only">{t('time.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('time.date')}</th>
          <th scope="col">{t('time.adviser')}</th>
          <th scope="col" className={style.right}>
            {t('time.duration')}
          </th>
          <th scope="col">{t('time.activity')}</th>
          <th scope="col">{t('time.description')}</th>
          <th scope="col">{t('time.status')}</th>
          {amounts && (
            <th scope="col" className={style.right}>
              {t('time.amount')}
            </th>
          )}
        </tr>
      </thead>
      {days.map((group, index) => (
        <tbody key={`${group.day}-${index}`}>
          <tr className={style.day}>
            <th scope="rowgroup" colSpan={columns}>
              <span className={style.dayLine}>
                <span className={style.dayName}>{dayLong(group.day)}</span>
                {!(open && index === days.length - 1) && (
                  <span>
                    <span className="sr-only">{t('time.dayTotal')} </span>
                    <Clock seconds={group.seconds} />
                  </span>
                )}
              </span>
            </th>
          </tr>
          {group.rows.map((row) => (
            <Entry key={row.id} row={row} client={client} amounts={amounts} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
