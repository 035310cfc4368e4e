/*
 * Home, in the order of ui.md: what waits, in words; the actions; cases in progress; the adviser; what is to pay;
 * the firm. On a wide screen the last three stand at the right.
 */
import { useQuery } from '@tanstack/react-query';
import { IconFolderOpen, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { AdviserCard } from '@/components/AdviserCard';
import { Card } from '@/components/Card';
import { CaseCard } from '@/components/CaseCard';
import { FirmContact } from '@/components/FirmContact';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Empty, Failure } from '@/components/states';
import type { Home, Todo } from '@/lib/api/types';
import { todoQuery } from '@/lib/api/todo';
import { homeQuery } from '../api/read-home';
import { firstName, summaryWords } from '../summary';
import { ActionCard } from './ActionCard';
import { DueInvoices } from './DueInvoices';
import { TodoList } from './TodoList';
import style from './HomePage.module.css';

function Cases({ home, client }: { home: Home; client: number }) {
  const { t } = useTranslation();
  const all = home.cases_open > home.cases.length && (
    <Link to="/clients/$client/cases" params={{ client: String(client) }} className={style.all}>
      {t('home.casesAll', { count: home.cases_open })}
    </Link>
  );
  return (
    <Card title={t('home.cases')} action={all} flush>
      {home.cases.length === 0 ? (
        <Empty icon={<IconFolderOpen size={24} />} title={t('home.casesEmpty')}>
          {t('home.casesEmptyText')}
        </Empty>
      ) : (
        <ul className={style.cases}>
          {home.cases.map((row) => (
            <li key={row.id}>
              <CaseCard row={row} client={client} heading="h3" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Ready({ home, todo, client }: { home: Home; todo: Todo | undefined; client: number }) {
  const { t } = useTranslation();
  const waits = todo !== undefined && todo.count > 0;
  return (
    <div className={style.grid}>
      {waits && (
        <div className={style.actions}>
          <TodoList todo={todo} client={client} />
        </div>
      )}
      {home.waiting.length > 0 && (
        <section className={style.actions} aria-label={t('home.actions')}>
          <ul className={style.list}>
            {home.waiting.slice(0, 4).map((item, index) => (
              <ActionCard
                key={`${item.kind}-${item.invoice?.id ?? ''}-${item.case?.id ?? ''}`}
                item={item}
                client={client}
                main={index === 0 && !waits}
              />
            ))}
          </ul>
        </section>
      )}
      <div className={style.main}>
        <Cases home={home} client={client} />
      </div>
      <div className={style.side}>
        {home.adviser && <AdviserCard adviser={home.adviser} />}
        <DueInvoices home={home} client={client} />
        <Card title={t('home.firm')}>
          <FirmContact firm={home.firm} />
        </Card>
      </div>
    </div>
  );
}

export function HomePage({ client, name }: { client: number; name: string }) {
  const { t } = useTranslation();
  const home = useQuery(homeQuery(client));
  const todo = useQuery(todoQuery(client));
  const busy = (home.data?.waiting.length ?? 0) + (todo.data?.count ?? 0) > 0;
  return (
    <>
      <PageTitle
        name={t('home.title')}
        aside={
          <ButtonLink
            variant={busy ? 'default' : 'filled'}
            to="/clients/$client/services"
            params={{ client: String(client) }}
            leftSection={<IconPlus size={20} aria-hidden="true" />}
          >
            {t('home.newRequest')}
          </ButtonLink>
        }
        lead={
          home.data && !todo.isPending
            ? summaryWords(home.data.waiting, todo.data?.count ?? 0, t).join(' ')
            : '\u00a0'
        }
      >
        {t('home.hello', { name: firstName(name) })}
      </PageTitle>
      {(home.isPending || (todo.isPending && !home.isError)) && <Blocks heights={[88, 88, 260]} />}
      {home.isError && !home.data && (
        <Failure error={home.error} retry={() => void home.refetch()} />
      )}
      {home.data && !todo.isPending && <Ready home={home.data} todo={todo.data} client={client} />}
    </>
  );
}
