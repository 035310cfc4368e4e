/* The controls of the properties panel. Each writes one value; what it says nothing about stays as it came. */
import { useEffect, useId, useState, type ReactNode } from 'react';
import { Icon, spriteUrl } from './Icon';
import { COLOURS, type Choice, type Texts } from './model';
import type { Words } from './words';

type Base = { label: string; help?: string | undefined; problem?: string | undefined };

function Row({ label, help, problem, id, children }: Base & { id: string; children: ReactNode }) {
  return (
    <div className="elb-row" data-wrong={problem !== undefined || undefined}>
      <label htmlFor={id}>{label}</label>
      {children}
      {help !== undefined && <p className="elb-help">{help}</p>}
      {problem !== undefined && <p className="elb-problem">{problem}</p>}
    </div>
  );
}

type TextProps = Base & {
  value: string;
  onChange: (text: string) => void;
  multiline?: boolean;
  mono?: boolean;
};

export function TextInput({ value, onChange, multiline, mono, ...base }: TextProps) {
  const id = useId();
  const common = {
    id,
    value,
    className: mono ? 'elb-mono' : undefined,
    spellCheck: !mono,
    'aria-invalid': base.problem !== undefined || undefined,
  };
  return (
    <Row {...base} id={id}>
      {multiline ? (
        <textarea {...common} rows={3} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} onChange={(event) => onChange(event.target.value)} />
      )}
    </Row>
  );
}

/* A code is written when it is left, so that half a word never renames anything. */
export function CodeInput({ value, onChange, ...base }: TextProps) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <Row {...base} id={id}>
      <input
        id={id}
        className="elb-mono"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text !== value && onChange(text)}
      />
    </Row>
  );
}

type LabelProps = Base & {
  value: Texts | undefined;
  onChange: (value: Texts | undefined) => void;
  multiline?: boolean;
  words: Words;
};

/* Both languages at once: a text that exists in one only is seen. */
export function LabelInput({
  value,
  onChange,
  multiline,
  words,
  label,
  help,
  problem,
}: LabelProps) {
  const id = useId();
  const put = (lang: 'fr' | 'en', text: string): void => {
    const next = { ...value, [lang]: text };
    onChange(next.fr || next.en ? next : undefined);
  };
  const Tag = multiline ? 'textarea' : 'input';
  return (
    <fieldset className="elb-row elb-both" data-wrong={problem !== undefined || undefined}>
      <legend>{label}</legend>
      {(['fr', 'en'] as const).map((lang) => (
        <div key={lang} className="elb-lang">
          <label htmlFor={`${id}-${lang}`} title={lang === 'fr' ? words.french : words.english}>
            {lang}
          </label>
          <Tag
            id={`${id}-${lang}`}
            lang={lang}
            value={value?.[lang] ?? ''}
            {...(multiline ? { rows: 3 } : {})}
            onChange={(event: { target: { value: string } }) => put(lang, event.target.value)}
          />
        </div>
      ))}
      {help !== undefined && <p className="elb-help">{help}</p>}
      {problem !== undefined && <p className="elb-problem">{problem}</p>}
    </fieldset>
  );
}

type NumberProps = Base & { value: unknown; onChange: (value: number | undefined) => void };

export function NumberInput({ value, onChange, ...base }: NumberProps) {
  const id = useId();
  return (
    <Row {...base} id={id}>
      <input
        id={id}
        type="number"
        min={0}
        className="elb-short"
        value={typeof value === 'number' ? value : ''}
        onChange={(event) =>
          onChange(event.target.value === '' ? undefined : Math.trunc(Number(event.target.value)))
        }
      />
    </Row>
  );
}

type ToggleProps = Base & { value: boolean; onChange: (value: boolean) => void };

export function Toggle({ label, help, value, onChange, problem }: ToggleProps) {
  return (
    <div className="elb-row">
      <label className="elb-toggle">
        <input type="checkbox" checked={value} onChange={(e) => onChange(e.target.checked)} />
        <span>{label}</span>
      </label>
      {help !== undefined && <p className="elb-help">{help}</p>}
      {problem !== undefined && <p className="elb-problem">{problem}</p>}
    </div>
  );
}

type SelectProps = Base & {
  value: string;
  choices: Choice[];
  none?: string | undefined;
  onChange: (value: string) => void;
};

export function Select({ value, choices, none, onChange, ...base }: SelectProps) {
  const id = useId();
  const known = value === '' || choices.some((choice) => choice.code === value);
  return (
    <Row {...base} id={id}>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {!known && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.code} value={choice.code}>
            {choice.label}
          </option>
        ))}
      </select>
    </Row>
  );
}

type MultiProps = Base & {
  value: string[];
  choices: Choice[];
  onChange: (value: string[]) => void;
};

export function Multi({ label, value, choices, onChange, help, problem }: MultiProps) {
  const toggle = (code: string): void =>
    onChange(
      choices
        .map((choice) => choice.code)
        .filter((each) => (each === code) !== value.includes(each)),
    );
  return (
    <fieldset className="elb-row">
      <legend>{label}</legend>
      <div className="elb-chips">
        {choices.map((choice) => (
          <label key={choice.code} className="elb-chip">
            <input
              type="checkbox"
              checked={value.includes(choice.code)}
              onChange={() => toggle(choice.code)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      {help !== undefined && <p className="elb-help">{help}</p>}
      {problem !== undefined && <p className="elb-problem">{problem}</p>}
    </fieldset>
  );
}

type PickProps = Base & { value: string; onChange: (value: string) => void };

export function ColourPick({ label, value, onChange, problem }: PickProps) {
  const id = useId();
  return (
    <fieldset className="elb-row">
      <legend>{label}</legend>
      <div className="elb-swatches">
        {COLOURS.map((colour) => (
          <label key={colour} className={`elb-swatch elaska-c-${colour}`} title={colour}>
            <input
              type="radio"
              name={id}
              aria-label={colour}
              checked={value === colour}
              onChange={() => onChange(colour)}
            />
          </label>
        ))}
      </div>
      {problem !== undefined && <p className="elb-problem">{problem}</p>}
    </fieldset>
  );
}

let names: Promise<string[]> | null = null;
const iconNames = (): Promise<string[]> =>
  (names ??= fetch(spriteUrl().replace(/\.svg.*$/, '.json'))
    .then((answer) => answer.json() as Promise<string[]>)
    .catch(() => []));

export function IconPick({ label, value, onChange, problem }: PickProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState<string[]>([]);
  const [search, setSearch] = useState('');
  useEffect(() => {
    if (open) void iconNames().then(setAll);
  }, [open]);
  return (
    <Row label={label} problem={problem} id={id}>
      <button
        id={id}
        type="button"
        className="elb-iconpick"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {value !== '' && <Icon name={value} />}
        <span>{value || '—'}</span>
      </button>
      {open && (
        <div className="elb-icons">
          <input
            aria-label={label}
            value={search}
            placeholder="…"
            onChange={(event) => setSearch(event.target.value.toLowerCase())}
          />
          <div>
            {all
              .filter((name) => name.includes(search))
              .map((name) => (
                <button
                  key={name}
                  type="button"
                  title={name}
                  aria-label={name}
                  aria-pressed={name === value}
                  onClick={() => {
                    onChange(name);
                    setOpen(false);
                  }}
                >
                  <Icon name={name} />
                </button>
              ))}
          </div>
        </div>
      )}
    </Row>
  );
}
