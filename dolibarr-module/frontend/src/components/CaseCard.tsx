/* A case on home and, on phones, in the list: title, badges, what waits for the client, progress, last update. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '@/lib/api/types';
import { day, momentFull, momentNear } from '@/lib/format';
import { Gauge } from './Gauge';
import { includedGauge } from './gauge-words';
import { Progress } from './Progress';
import { StatusBadge, ToneBadge } from './StatusBadge';
import cover from '@/styles/cover.module.css';
import style from './CaseCard.module.css';

export function CaseBadges({ row }: { row: Pick<CaseRow, 'status' | 'late'> }) {
  const { t } = useTranslation();
  return (
    <span className={style.badges}>
      <StatusBadge badge={row.status} />
      {row.late && <ToneBadge tone="red" label={t('cases.late')} />}
    </span>
  );
}

/* How much of the case waits for the client: the red dot of CASE-26 and CASE-33. */
export function Pending({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <p className={style.pending}>
      <span className={style.dot} aria-hidden="true" />
      {t('cases.pending', { count })}
    </p>
  );
}

type Props = { row: CaseRow; client: number; heading: 'h2' | 'h3' };

export function CaseCard({ row, client, heading: Heading }: Props) {
  const { t } = useTranslation();
  const gauge = includedGauge(row.gauge);
  return (
    <article className={style.case}>
      <div className={style.head}>
        <Heading className={style.title}>
          <Link
            to="/clients/$client/cases/$case"
            params={{ client: String(client), case: String(row.id) }}
            className={`${style.link} ${cover.cover}`}
          >
            {row.title}
          </Link>
        </Heading>
        <CaseBadges row={row} />
      </div>
      <Pending count={row.todo} />
      <Progress percent={row.progress} />
      {gauge && <Gauge gauge={gauge} />}
      <p className={style.facts}>
        {row.type && <span>{row.type.label}</span>}
        <span>{row.ref}</span>
        {row.lead && <span>{row.lead.name}</span>}
        {row.due_on && <span className="num">{t('cases.dueOn', { date: day(row.due_on) })}</span>}
        <span title={momentFull(row.updated_at)}>
          {t('cases.updated', { when: momentNear(row.updated_at) })}
        </span>
      </p>
    </article>
  );
}
