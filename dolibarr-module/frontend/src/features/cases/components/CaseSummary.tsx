/* The case at a glance: time used, how far it is, what happened; who works on it and on what terms at the right. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Day } from '@/components/DateText';
import { Face } from '@/components/FirmMark';
import { Gauge } from '@/components/Gauge';
import { includedGauge } from '@/components/gauge-words';
import { Progress } from '@/components/Progress';
import type { Case } from '@/lib/api/types';
import { clock, hourlyRate, money, spoken } from '@/lib/format';
import { CaseTimeline } from './CaseTimeline';
import style from './CaseSummary.module.css';

type Props = { item: Case; client: number };

function Spent({ item, client }: Props) {
  const { t } = useTranslation();
  const total = item.total_s;
  const gauge = includedGauge(item.gauge);
  const detail = (
    <Link
      to="/clients/$client/cases/$case"
      params={{ client: String(client), case: String(item.id) }}
      search={{ tab: 'time' }}
      className={style.more}
    >
      {t('case.seeTime')}
    </Link>
  );
  return (
    <Card title={t('case.spent')} action={total > 0 && detail}>
      {gauge && <Gauge gauge={gauge} size="large" />}
      {total === 0 && !gauge && <p className={style.quiet}>{t('case.spentNone')}</p>}
      {total > 0 && (
        <dl className={style.numbers} data-below={gauge !== null || undefined}>
          <div>
            <dt>{t('case.spentTotal')}</dt>
            <dd className="num">{clock(total)}</dd>
          </div>
          <div>
            <dt>{t('case.spentInvoiced')}</dt>
            <dd className="num">{clock(item.totals.invoiced_s)}</dd>
          </div>
        </dl>
      )}
      <div className={style.progress}>
        <span>{t('case.progress')}</span>
        <Progress percent={item.progress} wide />
      </div>
    </Card>
  );
}

function Team({ item }: { item: Case }) {
  const { t } = useTranslation();
  const others = item.members.filter((member) => member.id !== item.lead?.id);
  return (
    <Card title={t('case.team')}>
      <ul className={style.team}>
        {item.lead && (
          <li>
            <Face name={item.lead.name} />
            <span>
              <strong>{item.lead.name}</strong>
              <span>{t('case.lead')}</span>
            </span>
          </li>
        )}
        {others.map((member) => (
          <li key={member.id}>
            <Face name={member.name} />
            <span>
              <strong>{member.name}</strong>
              <span>{member.role}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function useTermsRows(item: Case): Array<[string, string]> {
  const { t } = useTranslation();
  const terms = item.terms;
  if (!terms) return [];
  const currency = terms.currency ?? 'EUR';
  const name = {
    hourly: t('case.termsHourly'),
    package: t('case.termsPackage', { hours: spoken(terms.included_s ?? 0) }),
    fixed: t('case.termsFixed'),
    subscription: t('case.termsSubscription'),
    unbilled: t('case.termsFree'),
  }[terms.model];
  const rows: Array<[string, string]> = [[t('case.terms'), name]];
  if (terms.price_minor) rows.push([t('case.price'), money(terms.price_minor, currency)]);
  if (terms.rate && terms.model === 'hourly') {
    rows.push([t('case.rate'), hourlyRate(terms.rate, currency)]);
  }
  if (terms.overage_rate && terms.model === 'package') {
    rows.push([t('case.overage'), hourlyRate(terms.overage_rate, currency)]);
  }
  return rows;
}

function Details({ item }: { item: Case }) {
  const { t } = useTranslation();
  const terms = useTermsRows(item);
  return (
    <Card title={t('case.details')}>
      <dl className={style.details}>
        <div>
          <dt>{t('case.started')}</dt>
          <dd>
            <Day value={item.start_on} />
          </dd>
        </div>
        {item.due_on && (
          <div>
            <dt>{t('case.due')}</dt>
            <dd>
              <Day value={item.due_on} />
            </dd>
          </div>
        )}
        {item.closed_on && (
          <div>
            <dt>{t('case.closed')}</dt>
            <dd>
              <Day value={item.closed_on} />
            </dd>
          </div>
        )}
        {terms.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function CaseSummary({ item, client }: Props) {
  const { t } = useTranslation();
  return (
    <div className={style.grid}>
      <div className={style.column}>
        <Spent item={item} client={client} />
        {item.description && (
          <Card title={t('case.description')}>
            <p className={style.description}>{item.description}</p>
          </Card>
        )}
        <CaseTimeline client={client} id={item.id} />
      </div>
      <div className={style.column}>
        <Team item={item} />
        <Details item={item} />
      </div>
    </div>
  );
}
