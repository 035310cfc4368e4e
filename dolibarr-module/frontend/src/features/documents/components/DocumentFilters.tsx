/* What narrows the documents: words, category, case, state, who sent them, when. */
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Filters, type Group } from '@/components/filters/Filters';
import { SIDES, STATES, documentFilter, type DocumentFilter } from '../api/list-documents';

type Option = { value: string; label: string };
export type Choices = { categories: Option[]; cases: Option[] };
type Props = { client: number; filter: DocumentFilter; choices: Choices };

export function DocumentFilters({ client, filter, choices }: Props) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  const list = (name: keyof DocumentFilter, label: string, options: Option[]): Group => ({
    as: 'list',
    name,
    label,
    options,
  });
  const groups: Group[] = [
    list('category', t('documents.category'), choices.categories),
    ...(choices.cases.length > 0 ? [list('case', t('documents.case'), choices.cases)] : []),
    list(
      'status',
      t('list.state'),
      STATES.map((value) => ({ value, label: t(`documents.states.${value}`) })),
    ),
    list(
      'by',
      t('documents.sentBy'),
      SIDES.map((value) => ({ value, label: t(`documents.sides.${value}`) })),
    ),
    { as: 'day', name: 'from', label: t('documents.from') },
    { as: 'day', name: 'to', label: t('documents.to') },
  ];
  return (
    <Filters
      words={{
        find: t('documents.find'),
        title: t('documents.filterTitle'),
        show: t('documents.show'),
      }}
      filter={filter}
      groups={groups}
      change={(next) =>
        void navigate({
          to: '/clients/$client/documents',
          params: { client: String(client) },
          search: documentFilter(next),
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}
