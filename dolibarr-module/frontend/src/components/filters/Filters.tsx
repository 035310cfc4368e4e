/*
 * What narrows a list: words in a line, the rest as groups of choices, lists and days in a sheet behind one button that
 * says how many are set. With `wide`, the groups stand on the page itself where there is room.
 */
import { NativeSelect, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { FindField } from '@/components/FindField';
import { Sheet } from '@/components/Sheet';
import style from './Filters.module.css';

type Option = { value: string; label: string };
export type Group = { name: string; label: string } & (
  { as: 'pills' | 'list'; options: Option[] } | { as: 'day'; options?: never }
);
/* What is not set is left out; what no group names stays when they are cleared. */
type Filter = { [name: string]: string | number | boolean | undefined };

type Props = {
  words: { find: string; title: string; show: string };
  filter: Filter;
  groups: Group[];
  wide?: boolean;
  children?: ReactNode;
  change: (filter: Filter) => void;
};

/* Asked for once the person stops typing. */
function Find({ label, value, put }: { label: string; value: string; put: (q: string) => void }) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  // Changed by something else than this field: the words follow.
  if (value !== told) {
    setTold(value);
    if (value !== text.trim()) setText(value);
  }
  const latest = useRef({ value, put });
  useEffect(() => {
    latest.current = { value, put };
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      const words = text.trim();
      if (words !== latest.current.value) latest.current.put(words);
    }, 300);
    return () => clearTimeout(timer);
  }, [text]);
  return <FindField label={label} value={text} change={setText} />;
}

type PillsProps = {
  label: string;
  name: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
};

/* Pills of one choice, as radio buttons: arrow keys move between them. */
function Pills({ label, name, value, options, onChange }: PillsProps) {
  return (
    <fieldset className={style.pills}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={style.pill}>
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

type FieldProps = {
  group: Group;
  /* Tells the radio groups of the page and of the sheet apart. */
  place: string;
  value: string;
  put: (value: string) => void;
};

function Field({ group, place, value, put }: FieldProps) {
  const { t } = useTranslation('work');
  const { as, label, name } = group;
  const options = [{ value: '', label: t('list.any') }, ...(group.options ?? [])];
  if (as === 'pills')
    return (
      <Pills
        label={label}
        name={`${name}-${place}`}
        value={value}
        options={options}
        onChange={put}
      />
    );
  return as === 'list' ? (
    <NativeSelect
      label={label}
      data={options}
      value={value}
      onChange={(event) => put(event.target.value)}
    />
  ) : (
    <TextInput
      type="date"
      label={label}
      value={value}
      onChange={(event) => put(event.target.value)}
    />
  );
}

export function Filters({ words, filter, groups, wide, children, change }: Props) {
  const { t } = useTranslation('work');
  const [open, setOpen] = useState(false);
  const put = (name: string, value: string): void => change({ ...filter, [name]: value });
  const set = groups.filter(({ name }) => filter[name] !== undefined).length;
  const none = Object.fromEntries(groups.map(({ name }) => [name, undefined]));
  const fields = (place: string) =>
    groups.map((group) => (
      <Field
        key={group.name}
        group={group}
        place={place}
        value={String(filter[group.name] ?? '')}
        put={(value) => put(group.name, value)}
      />
    ));
  return (
    <div className={style.filters}>
      <div className={style.line}>
        <Find label={words.find} value={String(filter['q'] ?? '')} put={(q) => put('q', q)} />
        <button
          type="button"
          className={style.button}
          data-wide={wide || undefined}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <IconAdjustmentsHorizontal size={20} aria-hidden="true" />
          {t('list.filter')}
          {set > 0 && <span className={style.set}>{set}</span>}
        </button>
      </div>
      {children}
      {wide && <div className={style.wide}>{fields('page')}</div>}
      <Sheet open={open} title={words.title} onClose={() => setOpen(false)}>
        <div className={style.fields}>{fields('sheet')}</div>
        <div className={style.actions}>
          {set > 0 && (
            <Button variant="default" onClick={() => change({ ...filter, ...none })}>
              {t('list.clear')}
            </Button>
          )}
          <Button onClick={() => setOpen(false)}>{words.show}</Button>
        </div>
      </Sheet>
    </div>
  );
}
