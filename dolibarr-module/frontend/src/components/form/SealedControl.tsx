/* What stands in a sensitive field: masked, shown to who may see it, or replaced. */
import type { FormContext } from './FormPage';
import style from './form.module.css';
import { MASK } from './sealed';
import type { FieldDef } from './types';
import { useReveal } from './use-reveal';

type Props = {
  field: FieldDef;
  uid: string;
  id: string;
  locked: boolean;
  describedBy: string | undefined;
  context: FormContext;
};

export function SealedControl({ field, uid, id, locked, describedBy, context }: Props) {
  const { words, reveal, form } = context;
  const ask = () => (reveal ? reveal(uid) : Promise.reject(new Error(words.hidden)));
  const { clear, refused, busy, toggle } = useReveal(ask, words.hidden);
  return (
    <span className={style.sealed}>
      <output id={id} className={style.readout} aria-describedby={describedBy}>
        {clear ?? field.masked?.text ?? MASK}
      </output>
      {reveal && (
        <button type="button" className={style.quietButton} disabled={busy} onClick={toggle}>
          {clear === null ? words.reveal : words.hide}
        </button>
      )}
      {!locked && (
        <button
          type="button"
          className={style.quietButton}
          onClick={() => form.type(field.code, '')}
        >
          {words.replace}
        </button>
      )}
      {refused !== '' && (
        <span className={style.error} role="alert">
          {refused}
        </span>
      )}
    </span>
  );
}
