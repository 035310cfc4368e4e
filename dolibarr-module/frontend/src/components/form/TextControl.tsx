/* Everything that is typed on one line or several, with the keyboard that a phone should show. */
import type { HTMLAttributes, InputHTMLAttributes } from 'react';
import type { ControlProps } from './Field';
import style from './form.module.css';

type Mode = {
  type?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  autoComplete?: string;
};

const MODES: Record<string, Mode> = {
  number: { inputMode: 'decimal' },
  amount: { inputMode: 'decimal' },
  percent: { inputMode: 'decimal' },
  date: { type: 'date' },
  time: { type: 'time' },
  moment: { type: 'datetime-local' },
  duration: { inputMode: 'text' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel' },
  iban: { autoComplete: 'off' },
  siren: { inputMode: 'numeric' },
  siret: { inputMode: 'numeric' },
  nir: { inputMode: 'text', autoComplete: 'off' },
};

const SUFFIX: Record<string, string> = { percent: '%' };

/* Computed values are read, not typed: numbers and dates as the reader's language writes them. */
export function shown(text: string, type: string, lang: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text))
    return new Intl.DateTimeFormat(lang, { timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
  if (/^-?\d+(\.\d+)?$/.test(text) && type !== 'text') {
    const digits = type === 'amount' ? 2 : 0;
    return new Intl.NumberFormat(lang, {
      minimumFractionDigits: digits,
      maximumFractionDigits: 6,
    }).format(Number(text));
  }
  return text;
}

export function TextControl(props: ControlProps) {
  const { field, code, row, id, describedBy, invalid, context } = props;
  const { form, lang, words } = context;
  const state = form.state(code, row);
  const suffix =
    field.type === 'amount' ? (field.currency ?? 'EUR').replace('EUR', '€') : SUFFIX[field.type];
  if (state.locked || field.computed !== undefined)
    return (
      <output id={id} className={style.readout} aria-describedby={describedBy}>
        {state.text === '' ? words.none : shown(state.text, field.type, lang)}
        {state.text !== '' && suffix ? `\u00a0${suffix}` : ''}
      </output>
    );
  const common = {
    id,
    value: form.value(code, row),
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': state.required || undefined,
    maxLength: field.max_length,
    onBlur: () => form.leave(code, row),
  };
  if (field.type === 'long')
    return (
      <textarea
        {...common}
        rows={4}
        className={style.area}
        onChange={(event) => form.type(code, event.target.value, row)}
      />
    );
  const mode: InputHTMLAttributes<HTMLInputElement> = MODES[field.type] ?? { type: 'text' };
  return (
    <span className={style.box}>
      <input
        {...common}
        {...mode}
        className={style.input}
        onChange={(event) => form.type(code, event.target.value, row)}
      />
      {suffix !== undefined && (
        <span className={style.suffix} aria-hidden="true">
          {suffix}
        </span>
      )}
    </span>
  );
}
