/* What narrows the list of cases: words, in progress or archived, state, kind of work. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Filters, type Group } from '@/components/filters/Filters';
import { caseFilter, caseKindsQuery, CLASSES, type CaseFilter } from '../api/list-cases';
import style from './CaseFilters.module.css';

type Props = { client: number; filter: CaseFilter };

const LIST = '/clients/$client/cases';

function Places({ client, filter }: Props) {
  const { t } = useTranslation('work');
  const words = filter.q ? { q: filter.q } : {};
  const kind = filter.kind ? { kind: filter.kind } : {};
  return (
    <nav className={style.places} aria-label={t('list.places')}>
      {([false, true] as const).map((archived) => (
        <Link
          key={String(archived)}
          to={LIST}
          params={{ client: String(client) }}
          search={archived ? { archived, ...kind, ...words } : { ...kind, ...words }}
          className={style.place}
          data-current={(filter.archived === true) === archived || undefined}
          aria-current={(filter.archived === true) === archived ? 'true' : undefined}
          resetScroll={false}
        >
          {t(archived ? 'list.archived' : 'list.active')}
        </Link>
      ))}
    </nav>
  );
}

export function CaseFilters({ client, filter }: Props) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  const kinds = useQuery(caseKindsQuery(client)).data?.rows ?? [];
  const groups: Group[] = [];
  if (!filter.archived)
    groups.push({
      as: 'pills',
      name: 'class',
      label: t('list.state'),
      options: CLASSES.map((value) => ({ value, label: t(`list.states.${value}`) })),
    });
  if (kinds.length > 1)
    groups.push({
      as: 'pills',
      name: 'kind',
      label: t('list.kind'),
      options: kinds.map(({ code, label }) => ({ value: code, label })),
    });
  return (
    <Filters
      words={{ find: t('list.find'), title: t('list.filterTitle'), show: t('list.show') }}
      filter={filter}
      groups={groups}
      wide
      change={(next) =>
        void navigate({
          to: LIST,
          params: { client: String(client) },
          search: caseFilter(next),
          replace: true,
          resetScroll: false,
        })
      }
    >
      <Places client={client} filter={filter} />
    </Filters>
  );
}
