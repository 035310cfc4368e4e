/* Small lists inside a property: choices of a field, lines to tick, effects of a step. */
import { useId } from 'react';
import { Icon } from './Icon';
import { codeOf, freeCode, move, said, type Choice, type Texts } from './model';
import { CHOICE, named, type Words } from './words';

type Line = Record<string, unknown>;
export type LinesProps = {
  label: string;
  value: Line[];
  onChange: (value: Line[]) => void;
  words: Words;
  lang: string;
  /* What is wrong with one of them. */
  wrong?: ((at: number) => string | undefined) | undefined;
};

export function LineProblem({ wrong, at }: { wrong: LinesProps['wrong']; at: number }) {
  const problem = wrong?.(at);
  return problem === undefined ? null : (
    <p className="elb-problem elb-lineproblem" role="alert">
      {problem}
    </p>
  );
}

export function Tools({
  at,
  of,
  words,
  onMove,
  onDrop,
}: {
  at: number;
  of: number;
  words: Words;
  onMove: (to: number) => void;
  onDrop: () => void;
}) {
  return (
    <span className="elb-tools">
      <button
        type="button"
        aria-label={words.up}
        disabled={at === 0}
        onClick={() => onMove(at - 1)}
      >
        <Icon name="arrow-up" size={14} />
      </button>
      <button
        type="button"
        aria-label={words.down}
        disabled={at === of - 1}
        onClick={() => onMove(at + 1)}
      >
        <Icon name="arrow-down" size={14} />
      </button>
      <button type="button" aria-label={words.remove} onClick={onDrop}>
        <Icon name="x" size={14} />
      </button>
    </span>
  );
}

export function TextPair({
  value,
  onChange,
  placeholder,
}: {
  value: Texts;
  onChange: (value: Texts) => void;
  placeholder: string;
}) {
  return (
    <span className="elb-pair">
      {(['fr', 'en'] as const).map((lang) => (
        <input
          key={lang}
          lang={lang}
          aria-label={`${placeholder} ${lang}`}
          placeholder={lang}
          value={value[lang] ?? ''}
          onChange={(event) => onChange({ ...value, [lang]: event.target.value })}
        />
      ))}
    </span>
  );
}

export const labelOf = (line: Line): Texts => (line['label'] as Texts | undefined) ?? {};

/* The code follows the text until it was used once: while the text was empty or gave this very code. */
export function relabel(line: Line, label: Texts, taken: string[]): Line {
  const was = labelOf(line).fr ?? '';
  const follows = was === '' || line['code'] === codeOf(was);
  return follows && label.fr
    ? { ...line, label, code: freeCode(codeOf(label.fr), taken) }
    : { ...line, label };
}

export function OptionLines({ label, value, onChange, words, wrong }: LinesProps) {
  const put = (at: number, line: Line): void =>
    onChange(value.map((each, i) => (i === at ? line : each)));
  const others = (at: number): string[] =>
    value.filter((_, i) => i !== at).map((line) => String(line['code']));
  return (
    <fieldset className="elb-row elb-lines">
      <legend>{label}</legend>
      {value.map((line, at) => (
        <div key={at} className="elb-line">
          <TextPair
            value={labelOf(line)}
            placeholder={label}
            onChange={(next) => put(at, relabel(line, next, others(at)))}
          />
          <Tools
            at={at}
            of={value.length}
            words={words}
            onMove={(to) => onChange(move(value, at, to))}
            onDrop={() => onChange(value.filter((_, i) => i !== at))}
          />
          <LineProblem wrong={wrong} at={at} />
        </div>
      ))}
      <button
        type="button"
        className="elb-more"
        onClick={() =>
          onChange([
            ...value,
            {
              code: freeCode(
                'item',
                value.map((line) => String(line['code'])),
              ),
              label: {},
            },
          ])
        }
      >
        + {words.add}
      </button>
    </fieldset>
  );
}

export function CheckLines({ label, value, onChange, words, lang }: LinesProps) {
  return (
    <fieldset className="elb-row elb-lines">
      <legend>{label}</legend>
      {value.map((line, at) => (
        <div key={at} className="elb-line">
          <TextPair
            value={labelOf(line)}
            placeholder={label}
            onChange={(next) =>
              onChange(value.map((each, i) => (i === at ? { ...each, label: next } : each)))
            }
          />
          <label className="elb-toggle" title={named(CHOICE, 'client', lang)}>
            <input
              type="checkbox"
              checked={line['client'] === true}
              onChange={(event) =>
                onChange(
                  value.map((each, i) =>
                    i === at ? { ...each, client: event.target.checked } : each,
                  ),
                )
              }
            />
            <span>{named(CHOICE, 'client', lang)}</span>
          </label>
          <Tools
            at={at}
            of={value.length}
            words={words}
            onMove={(to) => onChange(move(value, at, to))}
            onDrop={() => onChange(value.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      <button
        type="button"
        className="elb-more"
        onClick={() => onChange([...value, { label: {} }])}
      >
        + {words.add}
      </button>
    </fieldset>
  );
}

/* What may happen by itself, in words; the second choice says on what. */
const DOES: Record<string, readonly [string, string]> = {
  notify: ['Prévenir', 'Notify'],
  status: ['Changer le statut', 'Change the status'],
  task: ['Créer la tâche', 'Create the task'],
  ask: ['Demander les pièces', 'Ask for documents'],
  stamp: ['Dater le champ', 'Date the field'],
  open_step: ['Ouvrir l’étape', 'Open the step'],
  job: ['Puis, en arrière-plan', 'Then, in the background'],
};

export type EffectChoices = {
  people: Choice[];
  statuses: Choice[];
  tasks: Choice[];
  pieces: Choice[];
  dates: Choice[];
  steps: Choice[];
  jobs: Choice[];
};

const OBJECT: Record<string, { key: string; choices: keyof EffectChoices; many?: boolean }> = {
  notify: { key: 'to', choices: 'people' },
  status: { key: 'to', choices: 'statuses' },
  task: { key: 'task', choices: 'tasks' },
  ask: { key: 'pieces', choices: 'pieces', many: true },
  stamp: { key: 'field', choices: 'dates' },
  open_step: { key: 'step', choices: 'steps' },
  job: { key: 'kind', choices: 'jobs' },
};

export function begun(kind: string, choices: EffectChoices): Line {
  const object = OBJECT[kind];
  const first = object ? choices[object.choices][0]?.code : undefined;
  if (!object || first === undefined) return { do: kind };
  return { do: kind, [object.key]: object.many ? [first] : first };
}

function EffectObject({
  line,
  choices,
  onChange,
  lang,
}: {
  line: Line;
  choices: EffectChoices;
  onChange: (line: Line) => void;
  lang: string;
}) {
  const id = useId();
  const object = OBJECT[String(line['do'])];
  if (!object) return null;
  const list = choices[object.choices];
  const now = line[object.key];
  if (object.many) {
    const chosen = (now as string[] | undefined) ?? [];
    return (
      <span className="elb-chips">
        {list.map((choice) => (
          <label key={choice.code} className="elb-chip">
            <input
              type="checkbox"
              checked={chosen.includes(choice.code)}
              onChange={() =>
                onChange({
                  ...line,
                  [object.key]: list
                    .map((each) => each.code)
                    .filter((code) => (code === choice.code) !== chosen.includes(code)),
                })
              }
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </span>
    );
  }
  return (
    <select
      id={id}
      aria-label={named(DOES, String(line['do']), lang)}
      value={String(now ?? '')}
      onChange={(event) => onChange({ ...line, [object.key]: event.target.value })}
    >
      {list.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

/* What is said to whoever is told or asked. */
const SAYS: Record<string, string> = { notify: 'text', ask: 'message' };

function EffectText({
  line,
  onChange,
  lang,
}: {
  line: Line;
  onChange: (line: Line) => void;
  lang: string;
}) {
  const key = SAYS[String(line['do'])];
  if (key === undefined || line['mail'] !== undefined) return null;
  const text = (line[key] as Texts | undefined) ?? {};
  const code = lang === 'en' ? 'en' : 'fr';
  return (
    <input
      className="elb-wide"
      type="text"
      aria-label="Message"
      placeholder="Message"
      value={text[code] ?? ''}
      onChange={(event) => {
        const next = { ...text, [code]: event.target.value };
        onChange({
          ...line,
          [key]: next.fr === undefined ? { ...next, fr: event.target.value } : next,
        });
      }}
    />
  );
}

export function EffectLines({
  label,
  value,
  onChange,
  words,
  lang,
  choices,
  wrong,
}: LinesProps & {
  choices: EffectChoices;
}) {
  const put = (at: number, line: Line): void =>
    onChange(value.map((each, i) => (i === at ? line : each)));
  return (
    <fieldset className="elb-row elb-lines">
      <legend>{label}</legend>
      {value.map((line, at) => (
        <div key={at} className="elb-line elb-effect">
          <select
            aria-label={label}
            value={String(line['do'])}
            onChange={(event) => put(at, begun(event.target.value, choices))}
          >
            {Object.keys(DOES).map((kind) => (
              <option key={kind} value={kind}>
                {named(DOES, kind, lang)}
              </option>
            ))}
            {!(String(line['do']) in DOES) && (
              <option value={String(line['do'])}>{String(line['do'])}</option>
            )}
          </select>
          <EffectObject line={line} choices={choices} lang={lang} onChange={(l) => put(at, l)} />
          <EffectText line={line} lang={lang} onChange={(l) => put(at, l)} />
          <Tools
            at={at}
            of={value.length}
            words={words}
            onMove={(to) => onChange(move(value, at, to))}
            onDrop={() => onChange(value.filter((_, i) => i !== at))}
          />
          <LineProblem wrong={wrong} at={at} />
        </div>
      ))}
      <button
        type="button"
        className="elb-more"
        onClick={() => onChange([...value, begun('notify', choices)])}
      >
        + {words.add}
      </button>
    </fieldset>
  );
}

export const sayLine = (line: Line, lang: string): string => said(labelOf(line), lang);
