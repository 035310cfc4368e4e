/* «Mes documents»: what is asked for first, then everything that is shared or was sent, newest first (DOC-12, PORT-12). */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconFiles, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '@/components/Button';
import { Card } from '@/components/Card';
import { More } from '@/components/More';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import { api } from '@/lib/api/client';
import { todoQuery } from '@/lib/api/todo';
import type { DocumentRow as DocumentRowData } from '@/lib/api/types';
import { documentsQuery, type DocumentFilter } from '../api/list-documents';
import { AddDocument } from './AddDocument';
import { DocumentFilters, type Choices } from './DocumentFilters';
import { DocumentRow } from './DocumentRow';
import { Folders } from './Folders';
import style from './Documents.module.css';

type Props = { client: number; filter: DocumentFilter };

/* Cases that documents may be about: those in progress. */
function useCases(client: number): Choices['cases'] {
  const cases = useQuery({
    queryKey: ['client', client, 'cases', 'names'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/cases', { path: { client }, query: { limit: 100 }, signal }),
    staleTime: 60_000,
  });
  return (cases.data?.rows ?? []).map((row) => ({ value: String(row.id), label: row.title }));
}

/* Pieces that wait for him: asked for first. */
function Asked({ client }: { client: number }) {
  const { t } = useTranslation('work');
  const todo = useQuery(todoQuery(client));
  const [all, setAll] = useState(false);
  const pieces = (todo.data?.rows ?? []).filter((row) => row.kind === 'document');
  if (pieces.length === 0) return null;
  return (
    <Card
      title={t('documents.asked')}
      action={<span className={`${style.count} num`}>{pieces.length}</span>}
      flush
    >
      <ul>
        {pieces.slice(0, all ? undefined : 5).map((row) => (
          <li key={`${row.kind}-${row.id}`} className={style.asked}>
            <div>
              <strong>{row.label}</strong>
              {row.case && <p>{row.case.title}</p>}
            </div>
            {row.case && (
              <ButtonLink
                variant="light"
                to="/clients/$client/cases/$case"
                params={{ client: String(client), case: String(row.case.id) }}
                search={{ tab: 'documents', piece: row.id }}
              >
                {t('documents.deposit')}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
      {pieces.length > 5 && !all && (
        <p className={style.askedMore}>
          <Button variant="subtle" onClick={() => setAll(true)}>
            {t('documents.askedAll', { count: pieces.length - 5 })}
          </Button>
        </p>
      )}
    </Card>
  );
}

function None({ client, filter, add }: Props & { add: () => void }) {
  const { t } = useTranslation('work');
  const icon = <IconFiles size={24} />;
  if (Object.keys(filter).every((name) => name === 'folder'))
    return (
      <Empty
        icon={icon}
        title={t(
          filter.folder === undefined ? 'documents.emptyTitle' : 'documents.emptyFolderTitle',
        )}
        action={
          <Button variant="default" onClick={add}>
            {t('documents.add')}
          </Button>
        }
      >
        {t(filter.folder === undefined ? 'documents.empty' : 'documents.emptyFolder')}
      </Empty>
    );
  return (
    <Empty
      icon={icon}
      title={t('documents.noneTitle')}
      action={
        <Link to="/clients/$client/documents" params={{ client: String(client) }} search={{}}>
          {t('documents.all')}
        </Link>
      }
    >
      {filter.q ? t('documents.noneOf', { text: filter.q }) : t('documents.none')}
    </Empty>
  );
}

function Rows({ rows, client }: { rows: DocumentRowData[]; client: number }) {
  const { t } = useTranslation('work');
  const among = rows.filter(({ host }) => host === null);
  return (
    <ul aria-label={t('documents.title')}>
      {rows.map((row) => (
        <DocumentRow key={row.id} row={row} client={client} among={among} />
      ))}
    </ul>
  );
}

export function DocumentsPage({ client, filter }: Props) {
  const { t } = useTranslation('work');
  const [adding, setAdding] = useState(false);
  const list = useInfiniteQuery({
    ...documentsQuery(client, filter),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const named = list.data?.pages[0]?.categories ?? [];
  const choices: Choices = {
    categories: named.map(({ code, label }) => ({ value: code, label })),
    cases: useCases(client),
  };
  const add = (): void => setAdding(true);
  return (
    <div className={style.page}>
      <PageTitle
        name={t('documents.title')}
        lead={t('documents.lead')}
        aside={
          <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={add}>
            {t('documents.add')}
          </Button>
        }
      />
      <Asked client={client} />
      <Folders client={client} filter={filter} />
      <DocumentFilters client={client} filter={filter} choices={choices} />
      {list.isPending && <Blocks heights={[84, 84, 84, 84]} />}
      {list.isError && rows.length === 0 && (
        <Failure error={list.error} retry={() => void list.refetch()} />
      )}
      {list.data && (
        <Card flush>
          {rows.length === 0 ? (
            <None client={client} filter={filter} add={add} />
          ) : (
            <Rows rows={rows} client={client} />
          )}
          <More
            has={list.hasNextPage}
            pending={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        </Card>
      )}
      <AddDocument
        client={client}
        open={adding}
        onClose={() => setAdding(false)}
        choices={choices}
        into={filter.folder}
      />
    </div>
  );
}
