/* Yes or no, one of a few, one of many, several: the control that shows the choices at once while they fit. */
import type { ControlProps } from './Field';
import style from './form.module.css';
import { readable } from './readable';
import { labelText } from './types';

const FEW = 4;

type Option = { code: string; label: string };

function optionsOf({ field, code, row, context }: ControlProps): Option[] {
  const options = (field.options ?? [])
    .filter((option) => option.active !== false)
    .map((option) => ({ code: option.code, label: labelText(option.label, context.lang) }));
  const now = field.type === 'link' ? context.form.value(code, row) : '';
  /* Somebody else's choice may be younger than this list. */
  if (now === '' || options.some((option) => option.code === now)) return options;
  return [...options, { code: now, label: readable(field, now, context.lang, context.words) }];
}

function Radios({ options, ...props }: ControlProps & { options: Option[] }) {
  const { code, row, id, describedBy, context } = props;
  const now = context.form.value(code, row);
  const long = options.some((option) => option.label.length > 24) || options.length > 3;
  return (
    <div className={long ? style.stack : style.beside} role="presentation">
      {options.map((option) => (
        <label key={option.code} className={style.pick}>
          <input
            type="radio"
            name={id}
            checked={now === option.code}
            aria-describedby={describedBy}
            onChange={() => context.form.type(code, option.code, row)}
            onBlur={() => context.form.leave(code, row)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

export function YesNoControl(props: ControlProps) {
  const { words } = props.context;
  return (
    <Radios
      {...props}
      options={[
        { code: 'true', label: words.yes },
        { code: 'false', label: words.no },
      ]}
    />
  );
}

export function ChoiceControl(props: ControlProps) {
  const { field, code, row, id, describedBy, invalid, context } = props;
  const options = optionsOf(props);
  if (field.type === 'choice' && options.length <= FEW)
    return <Radios {...props} options={options} />;
  const now = context.form.value(code, row);
  if (field.locked)
    return (
      <output id={id} className={style.readout} aria-describedby={describedBy}>
        {options.find((option) => option.code === now)?.label ?? context.words.none}
      </output>
    );
  return (
    <select
      id={id}
      className={style.input}
      value={now}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      onChange={(event) => context.form.type(code, event.target.value, row)}
      onBlur={() => context.form.leave(code, row)}
    >
      <option value="">{context.words.choose}</option>
      {options.map((option) => (
        <option key={option.code} value={option.code}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

export function ChoicesControl(props: ControlProps) {
  const { code, row, describedBy, invalid, context } = props;
  const options = optionsOf(props);
  const now = new Set(context.form.value(code, row).split(',').filter(Boolean));
  const toggle = (option: string): void => {
    if (!now.delete(option)) now.add(option);
    const ordered = options.map((each) => each.code).filter((each) => now.has(each));
    context.form.type(code, ordered.join(','), row);
  };
  return (
    <div className={style.stack}>
      {options.map((option) => (
        <label key={option.code} className={style.pick}>
          <input
            type="checkbox"
            checked={now.has(option.code)}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={() => toggle(option.code)}
            onBlur={() => context.form.leave(code, row)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
