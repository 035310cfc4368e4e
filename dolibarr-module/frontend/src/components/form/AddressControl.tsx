/* Street, postcode, town, country: four lines of one text, as the core keeps an address. */
import type { ControlProps } from './Field';
import style from './form.module.css';

const PARTS = ['street', 'zip', 'town', 'country'] as const;
const COMPLETE = {
  street: 'street-address',
  zip: 'postal-code',
  town: 'address-level2',
  country: 'country-name',
} as const;

export function AddressControl({ code, row, describedBy, invalid, context }: ControlProps) {
  const lines = context.form.value(code, row).split('\n');
  const put = (at: number, text: string): void => {
    const next = PARTS.map((_, i) => (i === at ? text : (lines[i] ?? '')));
    context.form.type(code, next.every((part) => part === '') ? '' : next.join('\n'), row);
  };
  return (
    <div className={style.address}>
      {PARTS.map((part, at) => (
        <label key={part} className={style[part]}>
          <span>{context.words[part]}</span>
          <input
            className={style.input}
            value={lines[at] ?? ''}
            autoComplete={COMPLETE[part]}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => put(at, event.target.value)}
            onBlur={() => context.form.leave(code, row)}
          />
        </label>
      ))}
    </div>
  );
}
