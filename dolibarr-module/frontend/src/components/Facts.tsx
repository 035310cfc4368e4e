/* Names at the left, values at the right in figures to be compared: terms, amounts, dates. */
import type { ReactNode } from 'react';
import style from './Facts.module.css';

export function Facts({ rows }: { rows: ReadonlyArray<readonly [string, ReactNode]> }) {
  return (
    <dl className={style.facts}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
