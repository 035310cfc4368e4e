/* The form of the invitation and of the reset: a password with its rules, and one button. */
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { passwordReady, PasswordFields, type NewPassword } from '@/components/PasswordFields';
import { UsernameField } from '@/components/UsernameField';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import style from './form.module.css';

type Props = {
  label: string;
  submit: string;
  min: number;
  personal: string[];
  username?: string;
  pending: boolean;
  error: unknown;
  onSend: (password: string) => void;
};

export function NewPasswordForm(props: Props) {
  const { label, submit, min, personal, username, pending, error, onSend } = props;
  const [value, setValue] = useState<NewPassword>({ value: '', confirm: '' });
  const [checked, setChecked] = useState(false);
  const problem = error ? toProblem(error) : null;
  const say = useSentences(problem !== null);

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setChecked(true);
    if (passwordReady(value, min, personal)) onSend(value.value);
    else {
      const field = value.value === value.confirm || value.confirm === '' ? 'new' : 'confirm';
      const input = event.currentTarget.elements.namedItem(`${field}-password`);
      (input as HTMLElement | null)?.focus();
    }
  };

  return (
    <form className={style.form} onSubmit={send} noValidate>
      {username && <UsernameField value={username} />}
      <PasswordFields
        label={label}
        value={value}
        onChange={setValue}
        min={min}
        personal={personal}
        problem={problem}
        checked={checked}
      />
      {problem && <Notice tone="red">{say.problem(problem)}</Notice>}
      <Button type="submit" fullWidth loading={pending}>
        {submit}
      </Button>
    </form>
  );
}
