/* One case: title, badges, progress; then its parts as tabs in the address, so that each can be linked to. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BackLink } from '@/components/BackLink';
import { CaseBadges } from '@/components/CaseCard';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import type { Case } from '@/lib/api/types';
import { caseQuery } from '../api/read-case';
import { CaseSummary } from './CaseSummary';
import { TimeSheet } from './TimeSheet';
import style from './CasePage.module.css';

type Tab = 'summary' | 'time';
type Props = { client: number; id: number; tab: Tab };

function Tabs({ client, id }: Omit<Props, 'tab'>) {
  const { t } = useTranslation();
  return (
    <nav className={style.tabs} aria-label={t('case.tabs')}>
      {(['summary', 'time'] as const).map((name) => (
        <Link
          key={name}
          to="/clients/$client/cases/$case"
          params={{ client: String(client), case: String(id) }}
          search={name === 'time' ? { tab: 'time' } : {}}
          className={style.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          resetScroll={false}
          replace
        >
          {t(`case.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

function Ready({ item, client, tab }: { item: Case; client: number; tab: Tab }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={style.head}>
        <PageTitle name={item.title} />
        <p className={style.facts}>
          <CaseBadges row={item} />
          <span>{item.ref}</span>
          <span>{t(`case.natures.${item.nature}`)}</span>
        </p>
      </div>
      <Tabs client={client} id={item.id} />
      {tab === 'time' ? (
        <TimeSheet client={client} id={item.id} reference={item.ref} />
      ) : (
        <CaseSummary item={item} client={client} />
      )}
    </>
  );
}

export function CasePage({ client, id, tab }: Props) {
  const { t } = useTranslation();
  const item = useQuery(caseQuery(client, id));
  return (
    <>
      <BackLink to="/clients/$client/cases" client={client}>
        {t('cases.title')}
      </BackLink>
      {item.isPending && <Blocks heights={[70, 44, 220]} />}
      {item.isError && !item.data && (
        <Failure error={item.error} retry={() => void item.refetch()} />
      )}
      {item.data && <Ready item={item.data} client={client} tab={tab} />}
    </>
  );
}
