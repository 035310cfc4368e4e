/* «Mes dossiers»: cards on a phone, a table from 640 px; in progress and archived, by state, kind and words (CASE-33). */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { IconFolder } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { CaseCard } from '@/components/CaseCard';
import { More } from '@/components/More';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import type { CaseRow } from '@/lib/api/types';
import { casesQuery, type CaseFilter } from '../api/list-cases';
import { CaseFilters } from './CaseFilters';
import { CasesTable } from './CasesTable';
import style from './CasesPage.module.css';

type Props = { client: number; filter: CaseFilter };

function None({ client, filter }: Props) {
  const { t } = useTranslation();
  const { t: w } = useTranslation('work');
  const icon = <IconFolder size={24} />;
  const narrowed = filter.class ?? filter.kind ?? filter.q;
  if (!narrowed) {
    return filter.archived ? (
      <Empty icon={icon} title={w('list.noArchiveTitle')}>
        {w('list.noArchive')}
      </Empty>
    ) : (
      <Empty icon={icon} title={t('cases.emptyTitle')}>
        {t('cases.empty')}
      </Empty>
    );
  }
  const all = (
    <ButtonLink
      variant="default"
      to="/clients/$client/cases"
      params={{ client: String(client) }}
      search={filter.archived ? { archived: true } : {}}
    >
      {t('cases.showAll')}
    </ButtonLink>
  );
  return (
    <Empty icon={icon} title={w('list.noneTitle')} action={all}>
      {filter.q ? w('list.none', { text: filter.q }) : t('cases.emptyFilter')}
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
  const cases = useInfiniteQuery({
    ...casesQuery(client, filter),
    placeholderData: keepPreviousData,
  });
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle name={t('cases.title')} />
      <CaseFilters client={client} filter={filter} />
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
