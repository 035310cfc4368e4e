/*
 * Fields as they will be seen, each one a thing to take: palette at the left, properties at the right. Serves the pages of
 * a form and the fields of the case.
 */
import { useState } from 'react';
import { Field as FieldView } from '@/components/form/Field';
import type { FormContext } from '@/components/form/FormPage';
import { join, problemAt, useEditor } from './context';
import { Icon } from './Icon';
import { ItemTools } from './ItemTools';
import { FIELD_TYPES, codeOf, freeCode, move, said, type Field } from './model';
import { Properties, type Property } from './Properties';
import { DropEnd, SortableItem, Supply } from './Sortable';
import { CHOICE, named } from './words';

export const TYPE_ICON: Record<string, string> = {
  text: 'pencil',
  long: 'file-text',
  number: 'calculator',
  amount: 'coin-euro',
  date: 'calendar',
  time: 'clock',
  yesno: 'circle-check',
  choice: 'circle-dot',
  choices: 'checklist',
  email: 'mail',
  phone: 'phone',
  address: 'map-pin',
  iban: 'credit-card',
  siren: 'building',
  siret: 'building-store',
  nir: 'id',
  file: 'paperclip',
  link: 'link',
  table: 'list-details',
  computed: 'calculator',
  section: 'tag',
  note: 'info-circle',
};

type Props = {
  kind: string;
  path: string;
  fields: Field[];
  /* Codes that are taken elsewhere in the same form. */
  taken: string[];
  properties: Property[];
  context: FormContext;
  onChange: (fields: Field[], mark: string) => void;
  head?: React.ReactNode;
};

function begun(type: string, taken: string[]): Field {
  const label = named(CHOICE, type, 'fr');
  const field: Field = {
    code: freeCode(codeOf(label), taken),
    type,
    label: { fr: label },
  };
  if (type === 'choice' || type === 'choices')
    field.options = [
      { code: 'a', label: { fr: 'Premier choix' } },
      { code: 'b', label: { fr: 'Second choix' } },
    ];
  if (type === 'link') field.object = 'contact';
  if (type === 'table') field.columns = [{ code: 'label', type: 'text', label: { fr: 'Libellé' } }];
  if (type === 'computed') field.computed = '0';
  return field;
}

/* Until it was named by hand the code says what the label says. */
function recoded(was: Field, next: Field, taken: string[]): Field {
  const now = said(next.label, 'fr');
  const follows = was.code.replace(/_\d+$/, '') === codeOf(said(was.label, 'fr'));
  return follows && now !== '' ? { ...next, code: freeCode(codeOf(now), taken) } : next;
}

function useFields({ fields, taken, onChange }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const codes = (): string[] => [...taken, ...fields.map((field) => field.code)];
  return {
    at: fields.findIndex((field) => field.code === chosen),
    choose: setChosen,
    insert(type: string, to = fields.length): void {
      const field = begun(type, codes());
      onChange([...fields.slice(0, to), field, ...fields.slice(to)], '');
      setChosen(field.code);
    },
    move(from: number, to: number): void {
      if (from >= 0 && to >= 0 && to < fields.length) onChange(move(fields, from, to), '');
    },
    drop(at: number): void {
      onChange(
        fields.filter((_, i) => i !== at),
        '',
      );
      setChosen(null);
    },
    copy(at: number): void {
      const field = fields[at];
      if (!field) return;
      const code = freeCode(field.code, codes());
      onChange([...fields.slice(0, at + 1), { ...field, code }, ...fields.slice(at + 1)], '');
      setChosen(code);
    },
    change(at: number, next: Field, key: string): void {
      const was = fields[at];
      if (!was) return;
      const others = codes().filter((code) => code !== was.code);
      const field = key === 'label' ? recoded(was, next, others) : next;
      onChange(
        fields.map((each, i) => (i === at ? field : each)),
        `${was.code}.${key}`,
      );
      if (field.code !== was.code) setChosen(field.code);
    },
    rename(at: number, wanted: string): void {
      const was = fields[at];
      if (!was) return;
      const code = freeCode(
        codeOf(wanted),
        codes().filter((each) => each !== was.code),
      );
      onChange(
        fields.map((each, i) => (i === at ? { ...each, code } : each)),
        '',
      );
      setChosen(code);
    },
  };
}

type Held = ReturnType<typeof useFields>;

function Block({ held, props, at }: { held: Held; props: Props; at: number }) {
  const { lang, problems } = useEditor();
  const field = props.fields[at];
  if (!field) return null;
  const wrong = problemAt(problems, join(props.path, 'fields', at));
  return (
    <SortableItem
      kind={props.kind}
      index={at}
      className={`elb-w-${field.width ?? 'full'}`}
      onDrop={(from, to, data) =>
        from >= 0 ? held.move(from, to) : held.insert(String(data['type']), to)
      }
    >
      <div
        className="elb-block"
        data-chosen={at === held.at || undefined}
        data-wrong={wrong !== undefined || undefined}
      >
        <button
          type="button"
          className="elb-cover"
          aria-label={said(field.label, lang) || field.code}
          aria-pressed={at === held.at}
          onClick={() => held.choose(field.code)}
        />
        <div className="elb-real" inert>
          <FieldView field={field} context={props.context} />
        </div>
        {field['show_if'] !== undefined && (
          <p className="elb-cond">
            <Icon name="eye" size={13} /> {String(field['show_if'])}
          </p>
        )}
        {wrong !== undefined && <p className="elb-problem">{wrong}</p>}
        <ItemTools held={held} at={at} of={props.fields.length} />
      </div>
    </SortableItem>
  );
}

function Palette({ held, kind }: { held: Held; kind: string }) {
  const { words, lang } = useEditor();
  return (
    <nav className="elb-palette" aria-label={words.palette}>
      <h3>{words.palette}</h3>
      <div>
        {FIELD_TYPES.map((type) => (
          <Supply key={type} into={kind} data={{ type }} onPick={() => held.insert(type)}>
            <Icon name={TYPE_ICON[type] ?? 'pencil'} size={16} />
            <span>{named(CHOICE, type, lang)}</span>
          </Supply>
        ))}
      </div>
    </nav>
  );
}

export function FieldCanvas(props: Props) {
  const held = useFields(props);
  const { words, lang } = useEditor();
  const field = props.fields[held.at];
  return (
    <>
      <div className="elb-canvas elb-compose">
        <Palette held={held} kind={props.kind} />
        <div className="elb-sheet">
          {props.head}
          <div className="elb-fields">
            {props.fields.map((each, at) => (
              <Block key={each.code} held={held} props={props} at={at} />
            ))}
          </div>
          <DropEnd
            kind={props.kind}
            onDrop={(data) =>
              data['kind'] === props.kind
                ? held.move(Number(data['index']), props.fields.length - 1)
                : held.insert(String(data['type']))
            }
          >
            {words.dropHere}
          </DropEnd>
        </div>
      </div>
      <aside className="elb-side">
        {field ? (
          <>
            <h3>
              <Icon name={TYPE_ICON[field.type] ?? 'pencil'} size={16} />{' '}
              {said(field.label, lang) || field.code}
            </h3>
            <Properties
              path={join(props.path, 'fields', held.at)}
              item={field}
              properties={props.properties}
              onChange={(next, key) => held.change(held.at, next as Field, key)}
              onRename={(code) => held.rename(held.at, code)}
            />
          </>
        ) : (
          <p className="elb-quiet">{words.pick}</p>
        )}
      </aside>
    </>
  );
}
