/* The properties of one item, from a list that says how each is edited. */
import {
  choices,
  choicesOf,
  effectChoices,
  join,
  problemAt,
  useEditor,
  type Editor,
} from './context';
import {
  CodeInput,
  ColourPick,
  IconPick,
  LabelInput,
  Multi,
  NumberInput,
  Select,
  TextInput,
  Toggle,
} from './controls';
import type { Kept } from './api';
import { ColumnLines } from './ColumnLines';
import { CheckLines, EffectLines, OptionLines } from './lines';
import { ModelFile } from './ModelFile';
import { Whether } from './Whether';
import { put, type Choice, type Texts } from './model';
import { PROPERTY, named } from './words';

type Bag = Record<string, unknown>;

export type Property = {
  key: string;
  as:
    | 'label'
    | 'texts'
    | 'code'
    | 'text'
    | 'expr'
    | 'whether'
    | 'number'
    | 'toggle'
    | 'select'
    | 'multi'
    | 'colour'
    | 'icon'
    | 'options'
    | 'columns'
    | 'checklist'
    | 'effects'
    | 'file';
  /* Where the same key has another name elsewhere. */
  name?: readonly [string, string];
  /* For select and multi. */
  of?: (editor: Editor) => Choice[];
  none?: boolean;
  /* What a toggle means when it says nothing. */
  fallback?: boolean;
  help?: readonly [string, string];
  when?: (item: Bag) => boolean;
};

type Props = {
  path: string;
  item: Bag;
  properties: Property[];
  onChange: (item: Bag, key: string) => void;
  onRename?: (code: string) => void;
};

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

type OneProps = Omit<Props, 'properties'> & { property: Property };

function Lines({
  path,
  property,
  value,
  label,
  set,
}: {
  path: string;
  property: Property;
  value: Bag[];
  label: string;
  set: (next: unknown) => void;
}) {
  const editor = useEditor();
  const wrong = (at: number): string | undefined => problemAt(editor.problems, join(path, at));
  const lines = { label, value, onChange: set, words: editor.words, lang: editor.lang, wrong };
  if (property.as === 'options') return <OptionLines {...lines} />;
  if (property.as === 'columns') return <ColumnLines {...lines} />;
  if (property.as === 'checklist') return <CheckLines {...lines} />;
  return <EffectLines {...lines} choices={effectChoices(editor)} />;
}

/* The properties that are one value typed or chosen. */
function Plain({
  property,
  value,
  base,
  set,
}: {
  property: Property;
  value: unknown;
  base: { label: string; help: string | undefined; problem: string | undefined };
  set: (next: unknown) => void;
}) {
  const editor = useEditor();
  const list = property.of?.(editor) ?? [];
  const fallback = property.fallback ?? false;
  switch (property.as) {
    case 'expr':
      return (
        <TextInput
          {...base}
          value={typeof value === 'boolean' ? String(value) : text(value)}
          mono
          multiline
          onChange={(next) => set(next === 'true' ? true : next)}
        />
      );
    case 'whether':
      return <Whether {...base} value={value} lang={editor.lang} onChange={set} />;
    case 'number':
      return <NumberInput {...base} value={value} onChange={set} />;
    case 'toggle':
      return (
        <Toggle
          {...base}
          value={typeof value === 'boolean' ? value : fallback}
          onChange={(on) => set(on === fallback ? undefined : on)}
        />
      );
    case 'select': {
      const none = property.none === false ? undefined : '—';
      return <Select {...base} value={text(value)} choices={list} none={none} onChange={set} />;
    }
    case 'multi':
      return (
        <Multi
          {...base}
          value={(value as string[] | undefined) ?? []}
          choices={list}
          onChange={set}
        />
      );
    case 'colour':
      return <ColourPick {...base} value={text(value)} onChange={set} />;
    case 'icon':
      return <IconPick {...base} value={text(value)} onChange={set} />;
    default:
      return <TextInput {...base} value={text(value)} onChange={set} />;
  }
}

function One({ path, item, property, onChange, onRename }: OneProps) {
  const editor = useEditor();
  const { key } = property;
  const value = item[key];
  const set = (next: unknown): void => onChange(put(item, key, next), key);
  const base = {
    label: property.name?.[editor.lang === 'en' ? 1 : 0] ?? named(PROPERTY, key, editor.lang),
    help: property.help?.[editor.lang === 'en' ? 1 : 0],
    problem: problemAt(editor.problems, join(path, key)),
  };
  if (property.as === 'label' || property.as === 'texts')
    return (
      <LabelInput
        {...base}
        words={editor.words}
        value={value as Texts | undefined}
        multiline={property.as === 'texts'}
        onChange={set}
      />
    );
  if (property.as === 'file')
    return <ModelFile {...base} value={value as Kept | undefined} onChange={set} />;
  if (property.as === 'code')
    return <CodeInput {...base} value={text(value)} onChange={(code) => onRename?.(code)} />;
  if (['options', 'columns', 'checklist', 'effects'].includes(property.as))
    return (
      <Lines
        path={join(path, key)}
        property={property}
        value={(value as Bag[] | undefined) ?? []}
        label={base.label}
        set={set}
      />
    );
  return <Plain key={join(path, key)} property={property} value={value} base={base} set={set} />;
}

export function Properties({ path, item, properties, onChange, onRename }: Props) {
  return (
    <div className="elb-properties">
      {properties.map((property) =>
        property.when && !property.when(item) ? null : (
          <One
            key={property.key}
            path={path}
            item={item}
            property={property}
            onChange={onChange}
            {...(onRename ? { onRename } : {})}
          />
        ),
      )}
    </div>
  );
}

/* ---- Who may be chosen, by property ----------------------------------------------------------- */

const CLASSES = ['open', 'wait_client', 'wait_third', 'done', 'cancelled'];

export const stepChoices = (editor: Editor): Choice[] =>
  choicesOf(editor.template.steps, editor.lang);
export const formChoices = (editor: Editor): Choice[] =>
  choicesOf(
    (editor.template.forms ?? []).filter((form) => form.code !== 'request'),
    editor.lang,
  );
export const groupChoices = (editor: Editor): Choice[] =>
  choicesOf(editor.template.groups, editor.lang);
export const classChoices = ({ lang }: Editor): Choice[] =>
  CLASSES.map((code) => ({ code, label: choices([code], lang, 'class_')[0]?.label ?? code }));
export const from =
  (...codes: string[]) =>
  ({ lang }: Editor): Choice[] =>
    choices(codes, lang);
export const listed =
  (name: string) =>
  ({ lists }: Editor): Choice[] =>
    lists[name] ?? [];
