/* «Mes demandes»: what was begun, what is being handled, what is closed. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconMessageQuestion, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { KindIcon } from '@/components/KindIcon';
import { More } from '@/components/More';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import { StatusBadge } from '@/components/StatusBadge';
import type { RequestRow } from '@/lib/api/types';
import { momentNear } from '@/lib/format';
import { requestsQuery } from '../api/list-requests';
import { Drafts } from './Drafts';
import cover from '@/styles/cover.module.css';
import style from './RequestsPage.module.css';

const CLOSED = new Set(['done', 'cancelled']);
const ROAD = ['received', 'analysing', 'validated', 'converted'];

/* How far along the usual road, as four short strokes. The badge says it in words. */
function Road({ row }: { row: RequestRow }) {
  const code = row.status.code === 'need_info' ? 'analysing' : row.status.code;
  const at = ROAD.indexOf(code);
  if (at < 0) return null;
  return (
    <span className={style.road} aria-hidden="true">
      {ROAD.map((step, i) => (
        <span key={step} data-on={i <= at || undefined} />
      ))}
    </span>
  );
}

function Row({ row, client }: { row: RequestRow; client: number }) {
  const { t } = useTranslation('work');
  return (
    <li className={style.row}>
      <KindIcon icon={row.icon} colour={row.colour} />
      <div className={style.words}>
        <h3>
          <Link
            to="/clients/$client/requests/$request"
            params={{ client: String(client), request: String(row.id) }}
            className={`${style.link} ${cover.cover}`}
          >
            {row.label}
          </Link>
        </h3>
        <p className={style.facts}>
          <span>{row.ref}</span>
          {row.sent_at !== null && (
            <span>{t('requests.sentOn', { date: momentNear(row.sent_at) })}</span>
          )}
        </p>
      </div>
      <div className={style.state}>
        <StatusBadge badge={row.status} />
        <Road row={row} />
      </div>
    </li>
  );
}

function Group({ title, rows, client }: { title: string; rows: RequestRow[]; client: number }) {
  if (rows.length === 0) return null;
  return (
    <Card title={title} flush>
      <ul>
        {rows.map((row) => (
          <Row key={row.id} row={row} client={client} />
        ))}
      </ul>
    </Card>
  );
}

function NewButton({ client }: { client: number }) {
  const { t } = useTranslation('work');
  return (
    <ButtonLink
      to="/clients/$client/services"
      params={{ client: String(client) }}
      leftSection={<IconPlus size={20} aria-hidden="true" />}
    >
      {t('requests.new')}
    </ButtonLink>
  );
}

export function RequestsPage({ client, account }: { client: number; account: number }) {
  const { t } = useTranslation('work');
  const list = useInfiniteQuery(requestsQuery(client));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const sent = rows.filter((row) => row.status.code !== 'draft');
  const open = sent.filter((row) => !CLOSED.has(row.status.class));
  const closed = sent.filter((row) => CLOSED.has(row.status.class));
  return (
    <div className={style.page}>
      <PageTitle
        name={t('requests.title')}
        lead={t('requests.lead')}
        aside={<NewButton client={client} />}
      />
      <Drafts client={client} account={account} />
      {list.isPending && <Blocks heights={[92, 92, 92]} />}
      {list.isError && rows.length === 0 && (
        <Failure error={list.error} retry={() => void list.refetch()} />
      )}
      {list.data && rows.length === 0 && (
        <Card>
          <Empty icon={<IconMessageQuestion size={24} />} title={t('requests.emptyTitle')}>
            {t('requests.empty')}
          </Empty>
        </Card>
      )}
      <Group title={t('requests.open')} rows={open} client={client} />
      <Group title={t('requests.closed')} rows={closed} client={client} />
      <More
        has={list.hasNextPage}
        pending={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
}
