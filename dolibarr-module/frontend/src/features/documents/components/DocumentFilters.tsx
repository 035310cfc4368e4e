/* What narrows the documents: words above the list, the rest in a sheet behind one button that says how many are set. */
import { NativeSelect, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { FindField } from '@/components/FindField';
import { Sheet } from '@/components/Sheet';
import { SIDES, STATES, documentFilter, type DocumentFilter } from '../api/list-documents';
import style from './Documents.module.css';

type Option = { value: string; label: string };
export type Choices = { categories: Option[]; cases: Option[] };
type Props = { client: number; filter: DocumentFilter; choices: Choices };

function useChange(client: number): (filter: DocumentFilter) => void {
  const navigate = useNavigate();
  return (filter) => {
    void navigate({
      to: '/clients/$client/documents',
      params: { client: String(client) },
      search: filter,
      replace: true,
      resetScroll: false,
    });
  };
}

/* Asked for once the person stops typing. */
function Find({ client, filter }: Omit<Props, 'choices'>) {
  const { t } = useTranslation('work');
  const change = useChange(client);
  const [text, setText] = useState(filter.q ?? '');
  const latest = useRef({ change, filter });
  useEffect(() => {
    latest.current = { change, filter };
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      const { q, ...rest } = latest.current.filter;
      const words = text.trim();
      if (words !== (q ?? '')) latest.current.change(words ? { ...rest, q: words } : rest);
    }, 300);
    return () => clearTimeout(timer);
  }, [text]);
  return <FindField label={t('documents.find')} value={text} change={setText} />;
}

function Fields({ client, filter, choices }: Props) {
  const { t } = useTranslation('work');
  const change = useChange(client);
  const any = { value: '', label: t('list.any') };
  const put = (name: keyof DocumentFilter, value: string): void =>
    change(documentFilter({ ...filter, [name]: value }));
  const select = (name: 'category' | 'case' | 'status' | 'by', label: string, data: Option[]) => (
    <NativeSelect
      label={label}
      data={[any, ...data]}
      value={String(filter[name] ?? '')}
      onChange={(event) => put(name, event.target.value)}
    />
  );
  return (
    <div className={style.fields}>
      {select('category', t('documents.category'), choices.categories)}
      {choices.cases.length > 0 && select('case', t('documents.case'), choices.cases)}
      {select(
        'status',
        t('list.state'),
        STATES.map((value) => ({ value, label: t(`documents.states.${value}`) })),
      )}
      {select(
        'by',
        t('documents.sentBy'),
        SIDES.map((value) => ({ value, label: t(`documents.sides.${value}`) })),
      )}
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(`documents.${end}`)}
          value={filter[end] ?? ''}
          onChange={(event) => put(end, event.target.value)}
        />
      ))}
    </div>
  );
}

export function DocumentFilters({ client, filter, choices }: Props) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  const change = useChange(client);
  const { q, ...others } = filter;
  const set = Object.keys(others).length;
  return (
    <div className={style.line}>
      <Find client={client} filter={filter} />
      <button
        type="button"
        className={style.button}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <IconAdjustmentsHorizontal size={20} aria-hidden="true" />
        {t('list.filter')}
        {set > 0 && <span className={style.set}>{set}</span>}
      </button>
      <Sheet open={open} title={t('documents.filterTitle')} onClose={() => setOpen(false)}>
        <Fields client={client} filter={filter} choices={choices} />
        <div className={style.actions}>
          {set > 0 && (
            <Button variant="default" onClick={() => change(q ? { q } : {})}>
              {t('list.clear')}
            </Button>
          )}
          <Button onClick={() => setOpen(false)}>{t('list.show')}</Button>
        </div>
      </Sheet>
    </div>
  );
}
