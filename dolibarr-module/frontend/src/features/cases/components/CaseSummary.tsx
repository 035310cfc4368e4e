/* The case at a glance: time used, how far it is, what happened; who works on it and on what terms at the right. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/Card';
import { Day } from '@/components/DateText';
import { Facts } from '@/components/Facts';
import { Face } from '@/components/FirmMark';
import { Gauge } from '@/components/Gauge';
import { includedGauge } from '@/components/gauge-words';
import type { Case, CaseTag } from '@/lib/api/types';
import { clock } from '@/lib/format';
import { caseTasksQuery } from '../api/case-tasks';
import { ActionRequired } from './ActionRequired';
import { CaseTimeline } from './CaseTimeline';
import { FileLine } from './Pieces';
import { Steps } from './Steps';
import { StepStrip } from './StepStrip';
import { useTermsRows } from './terms';
import { TimeLink } from './TimeLink';
import style from './CaseSummary.module.css';

type Props = { item: Case; client: number };

function Spent({ item, client }: Props) {
  const { t } = useTranslation();
  const total = item.total_s;
  const gauge = includedGauge(item.gauge);
  const detail = <TimeLink client={client} id={item.id} />;
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
    </Card>
  );
}

function Team({ item }: { item: Case }) {
  const { t } = useTranslation();
  return (
    <Card title={t('case.team')}>
      <ul className={style.team}>
        {item.team.map((member) => (
          <li key={`${member.name}-${member.role}`}>
            <Face name={member.name ?? ''} />
            <span>
              <strong>{member.name}</strong>
              <span>{member.lead ? t('case.lead') : member.role_label || member.job}</span>
            </span>
          </li>
        ))}
        {item.parties.map((party) => (
          <li key={`party-${party.id}`}>
            <Face name={party.name} />
            <span>
              <strong>{party.name}</strong>
              <span>{party.role_label}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/* Where what a numbered tag counts is listed: pieces of its category, tasks, the tab with its field, the team (CASE-18). */
function wayOfTag(item: Case, tag: CaseTag): { tab?: string; tag?: string } {
  if (tag.of === 'tasks') return { tab: 'tasks' };
  if (tag.of === 'pieces') return { tab: 'documents', tag: tag.code };
  const group = item.fields.find((field) => field.code === tag.value)?.group;
  const tab = item.template?.tabs.find((one) => group && one.groups.includes(group));
  return tab ? { tab: `x-${tab.code}` } : {};
}

function Tags({ item, client }: Props) {
  if (item.tags.length === 0) return null;
  return (
    <ul className={style.tags}>
      {item.tags.map((tag) => (
        <li key={tag.code}>
          <Link
            to="/clients/$client/cases/$case"
            params={{ client: String(client), case: String(item.id) }}
            search={wayOfTag(item, tag)}
            className={style.tag}
            resetScroll={false}
          >
            {tag.label} <span className="num">{tag.count}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Deliverables({ item, client }: Props) {
  const { t } = useTranslation('work');
  if (item.deliverables.length === 0) return null;
  return (
    <Card title={t('case.deliverables')}>
      <ul>
        {item.deliverables.map((file) => (
          <FileLine key={file.id} file={file} client={client} />
        ))}
      </ul>
    </Card>
  );
}

function Details({ item }: { item: Case }) {
  const { t } = useTranslation();
  const dates: Array<[string, string | null]> = [
    [t('case.started'), item.start_on],
    [t('case.due'), item.due_on],
    [t('case.closed'), item.closed_on],
  ];
  const known = dates.flatMap(([label, on]) =>
    on ? [[label, <Day key={label} value={on} />] as const] : [],
  );
  return (
    <Card title={t('case.details')}>
      <Facts rows={[...known, ...useTermsRows(item)]} />
    </Card>
  );
}

function useMyTasks(client: number, id: number, open: number) {
  const board = useQuery({ ...caseTasksQuery(client, id), enabled: open > 0 });
  const waiting = new Set(
    board.data?.columns.filter((column) => column.class === 'open').map((column) => column.code),
  );
  if (open === 0) return [];
  return (board.data?.cards ?? []).filter(
    (card) => card.for_client && waiting.has(card.status) && card.status !== 'review',
  );
}

export function CaseSummary({ item, client, at }: Props & { at: string | null }) {
  const { t } = useTranslation();
  const tasks = useMyTasks(client, item.id, item.counters.tasks_open);
  const about = item.description || item.template?.description;
  return (
    <div className={style.all}>
      <ActionRequired item={item} client={client} tasks={tasks} at={at} />
      <StepStrip steps={item.steps} />
      <div className={style.grid}>
        <div className={style.column}>
          <Tags item={item} client={client} />
          <Deliverables item={item} client={client} />
          {item.steps.length > 0 && <Steps steps={item.steps} client={client} />}
          <Spent item={item} client={client} />
          {about && (
            <Card title={t('case.description')}>
              <p className={style.description}>{about}</p>
            </Card>
          )}
        </div>
        <div className={style.column}>
          <Team item={item} />
          <Details item={item} />
          <CaseTimeline client={client} id={item.id} />
        </div>
      </div>
    </div>
  );
}
