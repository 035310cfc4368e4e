/* «Mes dossiers»: cards on a phone, a table from 640 px; filters by state. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconFolder, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
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

function None({ client, filter, search }: Props & { search: string }) {
  const { t } = useTranslation();
  const { t: w } = useTranslation('work');
  const icon = <IconFolder size={24} />;
  if (search) {
    return (
      <Empty icon={icon} title={w('list.noneTitle')}>
        {w('list.none', { text: search })}
      </Empty>
    );
  }
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

/* Asked for once the person stops typing. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function Find({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('work');
  return (
    <label className={style.find}>
      <IconSearch size={20} aria-hidden="true" />
      <span className="sr-only">{t('list.find')}</span>
      <input
        type="search"
        value={value}
        maxLength={100}
        placeholder={t('list.find')}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

export function CasesPage({ client, filter }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const search = useSettled(text);
  const cases = useInfiniteQuery(casesQuery(client, filter, search));
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <PageTitle name={t('cases.title')} />
      <Find value={text} onChange={setText} />
      <Filters client={client} />
      {cases.isPending && <Blocks heights={[128, 128, 128, 128]} />}
      {cases.isError && rows.length === 0 && (
        <Failure error={cases.error} retry={() => void cases.refetch()} />
      )}
      {cases.data && (
        <Card flush>
          {rows.length === 0 ? (
            <None client={client} filter={filter} search={search} />
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
