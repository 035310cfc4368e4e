/* What stands in a sensitive field: masked, shown to who may see it, or replaced. */
import { useState } from 'react';
import type { FormContext } from './FormPage';
import style from './form.module.css';
import { MASK } from './sealed';
import type { FieldDef } from './types';

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
  const [clear, setClear] = useState<string | null>(null);
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const show = async (): Promise<void> => {
    if (!reveal) return;
    setBusy(true);
    setRefused('');
    try {
      setClear(await reveal(uid));
    } catch (error) {
      setRefused(error instanceof Error ? error.message : words.hidden);
    }
    setBusy(false);
  };
  return (
    <span className={style.sealed}>
      <output id={id} className={style.readout} aria-describedby={describedBy}>
        {clear ?? field.masked?.text ?? MASK}
      </output>
      {reveal && (
        <button
          type="button"
          className={style.quietButton}
          disabled={busy}
          onClick={() => (clear === null ? void show() : setClear(null))}
        >
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
