/* Lines of cells: each line a card, so that it is as good on a phone as on a desk. */
import { useId } from 'react';
import { Field } from './Field';
import style from './form.module.css';
import type { FormContext } from './FormPage';
import { labelText, type FieldDef } from './types';

export function TableField({ field, context }: { field: FieldDef; context: FormContext }) {
  const id = useId();
  const { form, lang, words } = context;
  const count = form.rows(field.code);
  const state = form.state(field.code);
  const help = labelText(field.help, lang);
  const wrong = state.problem !== null && form.shows(field.code);
  return (
    <fieldset className={style.field} aria-describedby={wrong ? `${id}-error` : undefined}>
      <legend className={style.label}>
        {labelText(field.label, lang)}
        {state.required ? <span aria-hidden="true"> *</span> : null}
      </legend>
      {help !== '' && <p className={style.help}>{help}</p>}
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={style.line}>
          <div className={style.grid}>
            {(field.columns ?? []).map((column) => (
              <div key={column.code} className={style[column.width ?? 'half'] ?? style.half}>
                <Field field={column} context={context} table={field.code} row={row} />
              </div>
            ))}
          </div>
          <button
            type="button"
            className={style.quiet}
            onClick={() => form.removeRow(field.code, row)}
          >
            {words.remove}
          </button>
        </div>
      ))}
      <button type="button" className={style.add} onClick={() => form.addRow(field.code)}>
        + {words.add}
      </button>
      {wrong && state.problem && (
        <p id={`${id}-error`} className={style.error}>
          {context.sentence(state.problem)}
        </p>
      )}
    </fieldset>
  );
}
