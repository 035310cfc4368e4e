/* A few exclusive choices side by side: radio buttons that look like one control. */
import { useId, type ReactNode } from 'react';
import style from './Choice.module.css';

type Props<T extends string> = {
  label: string;
  value: T;
  options: Array<{ value: T; label: string; icon?: ReactNode; lang?: string }>;
  onChange: (value: T) => void;
};

export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset className={style.choice}>
      <legend>{label}</legend>
      <div className={style.options}>
        {options.map((option) => (
          <label key={option.value} className={style.option} lang={option.lang}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
