/*
 * What narrows the list of cases: words, in progress or archived, state, kind of work. On a phone state and kind wait in a
 * sheet behind one button that says how many are set.
 */
import { useQuery } from '@tanstack/react-query';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { FindField } from '@/components/FindField';
import { Sheet } from '@/components/Sheet';
import type { CaseKind } from '@/lib/api/types';
import { caseKindsQuery, CLASSES, type CaseFilter } from '../api/list-cases';
import style from './CaseFilters.module.css';

type Props = { client: number; filter: CaseFilter };

const LIST = '/clients/$client/cases';

function useChange(client: number): (filter: CaseFilter) => void {
  const navigate = useNavigate();
  return (filter) => {
    void navigate({
      to: LIST,
      params: { client: String(client) },
      search: filter,
      replace: true,
      resetScroll: false,
    });
  };
}

/* Asked for once the person stops typing. */
function Find({ client, filter }: Props) {
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
  return <FindField label={t('list.find')} value={text} change={setText} />;
}

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

type ChoiceProps = {
  label: string;
  name: string;
  value: string;
  options: Array<{ value: string; label: string }>;
  onChange: (value: string) => void;
};

/* Chips of one choice, as radio buttons: arrow keys move between them. */
function Choice({ label, name, value, options, onChange }: ChoiceProps) {
  return (
    <fieldset className={style.choice}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={style.chip}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/* `place` tells the radio groups of the page and of the sheet apart. */
function Choices({ client, filter, kinds, place }: Props & { kinds: CaseKind[]; place: string }) {
  const { t } = useTranslation('work');
  const change = useChange(client);
  const { class: state, kind, ...rest } = filter;
  const put = (nextState: string | undefined, nextKind: string | undefined): void => {
    const known = CLASSES.find((name) => name === nextState);
    change({
      ...rest,
      ...(known ? { class: known } : {}),
      ...(nextKind ? { kind: nextKind } : {}),
    });
  };
  const any = { value: '', label: t('list.any') };
  return (
    <>
      {!filter.archived && (
        <Choice
          label={t('list.state')}
          name={`state-${place}`}
          value={state ?? ''}
          options={[
            any,
            ...CLASSES.map((code) => ({ value: code, label: t(`list.states.${code}`) })),
          ]}
          onChange={(value) => put(value, kind)}
        />
      )}
      {kinds.length > 1 && (
        <Choice
          label={t('list.kind')}
          name={`kind-${place}`}
          value={kind ?? ''}
          options={[any, ...kinds.map((one) => ({ value: one.code, label: one.label }))]}
          onChange={(value) => put(state, value)}
        />
      )}
    </>
  );
}

export function CaseFilters({ client, filter }: Props) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  const change = useChange(client);
  const kinds = useQuery(caseKindsQuery(client)).data?.rows ?? [];
  const set = (filter.class ? 1 : 0) + (filter.kind ? 1 : 0);
  const clear = (): void =>
    change({
      ...(filter.archived ? { archived: true } : {}),
      ...(filter.q ? { q: filter.q } : {}),
    });
  return (
    <div className={style.filters}>
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
      </div>
      <Places client={client} filter={filter} />
      <div className={style.wide}>
        <Choices client={client} filter={filter} kinds={kinds} place="page" />
      </div>
      <Sheet open={open} title={t('list.filterTitle')} onClose={() => setOpen(false)}>
        <div className={style.sheet}>
          <Choices client={client} filter={filter} kinds={kinds} place="sheet" />
          <div className={style.actions}>
            {set > 0 && (
              <Button variant="default" onClick={clear}>
                {t('list.clear')}
              </Button>
            )}
            <Button onClick={() => setOpen(false)}>{t('list.show')}</Button>
          </div>
        </div>
      </Sheet>
    </div>
  );
}
