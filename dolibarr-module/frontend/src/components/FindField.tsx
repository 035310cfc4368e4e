import { IconSearch } from '@tabler/icons-react';
import style from './FindField.module.css';

interface Props {
  label: string;
  value: string;
  change: (value: string) => void;
}

/** Words to look for, above a list. */
export function FindField({ label, value, change }: Props) {
  return (
    <label className={style.find}>
      <IconSearch size={20} aria-hidden="true" />
      <span className="sr-only">{label}</span>
      <input
        type="search"
        value={value}
        maxLength={100}
        placeholder={label}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}
