/*
 * What happens by itself in a case: when it opens, when it closes, when its status changes. A moment with its condition
 * stands once, with all that follows from it.
 */
import {
  useEditor,
  choices,
  choicesOf,
  effectChoices,
  join,
  problemAt,
  type Editor,
} from './context';
import { Select, TextInput } from './controls';
import { Icon } from './Icon';
import { EffectLines, begun } from './lines';
import { put, type Choice } from './model';
import { classChoices } from './Properties';

type Line = Record<string, unknown>;
type Rule = { on: string; when: string; from: number; lines: Line[] };

const WORDS = {
  fr: {
    at: 'Moment',
    open: 'À l’ouverture du dossier',
    close: 'À la clôture',
    status: 'Au statut',
    class: 'Dès que le dossier est',
    when: 'Seulement si',
    whenHelp: 'Vide : toujours. Par exemple : case.pieces_missing > 0',
    then: 'Alors',
    add: 'Ajouter un automatisme',
  },
  en: {
    at: 'Moment',
    open: 'When the case opens',
    close: 'When it is closed',
    status: 'At the status',
    class: 'As soon as the case is',
    when: 'Only if',
    whenHelp: 'Empty: always. For example: case.pieces_missing > 0',
    then: 'Then',
    add: 'Add an automatism',
  },
} as const;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/* Neighbours of one moment and one condition are one rule. */
export function rulesOf(effects: Line[]): Rule[] {
  const rules: Rule[] = [];
  effects.forEach(({ on, if: when, ...line }, at) => {
    const last = rules.at(-1);
    if (last && last.on === textOf(on) && last.when === textOf(when)) last.lines.push(line);
    else rules.push({ on: textOf(on), when: textOf(when), from: at, lines: [line] });
  });
  return rules;
}

export const effectsOf = (rules: Rule[]): Line[] =>
  rules.flatMap((rule) =>
    rule.lines.map((line) => ({
      on: rule.on,
      ...(rule.when === '' ? {} : { if: rule.when }),
      ...line,
    })),
  );

function moments({ template, lists, lang }: Editor): Choice[] {
  const words = lang === 'en' ? WORDS.en : WORDS.fr;
  const statuses = template.statuses?.length
    ? choicesOf(template.statuses, lang)
    : (lists['statuses'] ?? []);
  const classes = classChoices({ lang } as Editor);
  return [
    { code: 'open', label: words.open },
    ...statuses.map((s) => ({ code: `status:${s.code}`, label: `${words.status} « ${s.label} »` })),
    ...classes.map((s) => ({ code: `class:${s.code}`, label: `${words.class} : ${s.label}` })),
    { code: 'close', label: words.close },
  ];
}

function RuleCard({
  rule,
  write,
}: {
  rule: Rule;
  write: (next: Rule | null, mark: string) => void;
}) {
  const editor = useEditor();
  const words = editor.lang === 'en' ? WORDS.en : WORDS.fr;
  const list = moments(editor);
  const known = list.some((moment) => moment.code === rule.on);
  const wrong = (at: number): string | undefined =>
    problemAt(editor.problems, join('effects', rule.from + at, 'on')) ??
    problemAt(editor.problems, join('effects', rule.from + at));
  return (
    <div className="elb-rule">
      <div className="elb-ruletop">
        <Select
          label={words.at}
          value={rule.on}
          none={undefined}
          choices={known ? list : [...list, ...choices([rule.on], editor.lang)]}
          onChange={(on) => write({ ...rule, on }, '')}
        />
        <TextInput
          label={words.when}
          help={words.whenHelp}
          problem={problemAt(editor.problems, join('effects', rule.from, 'if'))}
          value={rule.when}
          mono
          onChange={(when) => write({ ...rule, when }, `effects.${rule.from}.if`)}
        />
      </div>
      <EffectLines
        label={words.then}
        value={rule.lines}
        words={editor.words}
        lang={editor.lang}
        choices={effectChoices(editor)}
        wrong={wrong}
        onChange={(lines) =>
          write(lines.length > 0 ? { ...rule, lines } : null, `effects.${rule.from}.do`)
        }
      />
    </div>
  );
}

export function EffectsSection() {
  const editor = useEditor();
  const words = editor.lang === 'en' ? WORDS.en : WORDS.fr;
  const rules = rulesOf((editor.template['effects'] as Line[] | undefined) ?? []);
  const store = (next: Rule[], mark = ''): void =>
    editor.history.edit((template) => put(template, 'effects', effectsOf(next)), mark);
  const free = moments(editor).find((m) => !rules.some((r) => r.on === m.code && r.when === ''));
  return (
    <div className="elb-canvas elb-canvas-wide">
      <h2>{editor.words.effects}</h2>
      {rules.length === 0 && <p className="elb-empty">{editor.words.effectsEmpty}</p>}
      {rules.map((rule, at) => (
        <RuleCard
          key={at}
          rule={rule}
          write={(next, mark) =>
            store(
              rules.flatMap((each, i) => (i === at ? (next ? [next] : []) : [each])),
              mark,
            )
          }
        />
      ))}
      <button
        type="button"
        className="elb-add"
        onClick={() =>
          store([
            ...rules,
            {
              on: free?.code ?? 'open',
              when: '',
              from: 0,
              lines: [begun('notify', effectChoices(editor))],
            },
          ])
        }
      >
        <Icon name="plus" /> {words.add}
      </button>
    </div>
  );
}
