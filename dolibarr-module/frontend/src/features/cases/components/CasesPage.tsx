/* «Mes dossiers»: cards on a phone, a table from 640 px; filters by state. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconFolder } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { CaseCard } from '@/components/CaseCard';
import { More } from '@/components/More';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import type { CaseRow } from '@/lib/api/types';
import { casesQuery, type CaseClass } from '../api/list-cases';
import { CasesTable } from './CasesTable';
import style from './CasesPage.module.css';

type Props = { client: number; filter: CaseClass | undefined };

const FILTERS = [
  { value: undefined, key: 'all' },
  { value: 'open', key: 'open' },
  { value: 'wait_client', key: 'waiting' },
  { value: 'done', key: 'done' },
] as const;

function Filters({ client }: { client: number }) {
  const { t } = useTranslation();
  return (
    <nav className={style.filters} aria-label={t('cases.filter')}>
      {FILTERS.map(({ value, key }) => (
        <Link
          key={key}
          to="/clients/$client/cases"
          params={{ client: String(client) }}
          search={value ? { class: value } : {}}
          className={style.filter}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
        >
          {t(`cases.${key}`)}
        </Link>
      ))}
    </nav>
  );
}

function None({ client, filter }: Props) {
  const { t } = useTranslation();
  const icon = <IconFolder size={24} />;
  if (!filter) {
    return (
      <Empty icon={icon} title={t('cases.emptyTitle')}>
        {t('cases.empty')}
      </Empty>
    );
  }
  const all = (
    <ButtonLink variant="default" to="/clients/$client/cases" params={{ client: String(client) }}>
      {t('cases.showAll')}
    </ButtonLink>
  );
  return (
    <Empty icon={icon} title={t('cases.emptyFilterTitle')} action={all}>
      {t('cases.emptyFilter')}
    </Empty>
  );
}

function List({ rows, client }: { rows: CaseRow[]; client: number }) {
  return (
    <>
      <ul className={style.cards}>
        {rows.map((row) => (
          <li key={row.id}>
            <CaseCard row={row} client={client} heading="h2" />
          </li>
        ))}
      </ul>
      <div className={style.table}>
        <CasesTable rows={rows} client={client} />
      </div>
    </>
  );
}

export function CasesPage({ client, filter }: Props) {
  const { t } = useTranslation();
  const cases = useInfiniteQuery(casesQuery(client, filter));
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle name={t('cases.title')} />
      <Filters client={client} />
      {cases.isPending && <Blocks heights={[128, 128, 128, 128]} />}
      {cases.isError && rows.length === 0 && (
        <Failure error={cases.error} retry={() => void cases.refetch()} />
      )}
      {cases.data && (
        <Card flush>
          {rows.length === 0 ? (
            <None client={client} filter={filter} />
          ) : (
            <List rows={rows} client={client} />
          )}
          <More
            has={cases.hasNextPage}
            pending={cases.isFetchingNextPage}
            onMore={() => void cases.fetchNextPage()}
          />
        </Card>
      )}
    </>
  );
}
