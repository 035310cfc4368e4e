/* Writing to the firm: one box, one button. What was typed stays until it has arrived. */
import { useId, useState, type ReactNode } from 'react';
import { useSentences } from '@/lib/i18n/problem';
import { toProblem } from '@/lib/api/problem';
import { Button } from './Button';
import control from '@/styles/control.module.css';
import style from './AnswerBox.module.css';

type Props = {
  label: string;
  submit: string;
  main?: boolean;
  maxLength?: number;
  /** What stands there already, to be changed. */
  text?: string;
  /* Told at each change: who asks keeps what is half typed. */
  onType?: ((text: string) => void) | undefined;
  onSend: (text: string) => Promise<unknown>;
  children?: ReactNode;
};

function useSending(onSend: Props['onSend'], before: string, onType: Props['onType']) {
  const [text, put] = useState(before);
  const setText = (typed: string): void => {
    put(typed);
    onType?.(typed);
  };
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (): Promise<void> => {
    if (text.trim() === '' || pending) return;
    setPending(true);
    setError(null);
    try {
      await onSend(text.trim());
      setText('');
    } catch (failed) {
      setError(failed);
    }
    setPending(false);
  };
  return { text, setText, pending, error, send };
}

export function AnswerBox({
  label,
  submit,
  main = false,
  maxLength = 5000,
  text: before = '',
  onType,
  onSend,
  children,
}: Props) {
  const id = useId();
  const { text, setText, pending, error, send } = useSending(onSend, before, onType);
  const say = useSentences(error !== null);
  return (
    <form
      className={style.box}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id} className={style.label}>
        {label}
      </label>
      <textarea
        id={id}
        className={control.area}
        rows={3}
        maxLength={maxLength}
        value={text}
        aria-invalid={error !== null || undefined}
        aria-describedby={error !== null ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      {error !== null && (
        <p id={`${id}-error`} className={style.error} role="alert">
          {say.problem(toProblem(error))}
        </p>
      )}
      <div className={style.foot}>
        {children}
        <Button
          type="submit"
          variant={main ? 'filled' : 'default'}
          loading={pending}
          disabled={text.trim() === ''}
          className={style.submit ?? ''}
        >
          {submit}
        </Button>
      </div>
    </form>
  );
}
