/*
 * E-mail, password, «rester connecté». Used by the login page and, with the e-mail fixed, by the dialog that opens
 * when a session ends. A refusal stands above the button; a lock counts down.
 */
import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { toProblem } from '@/lib/api/problem';
import type { Me } from '@/lib/api/types';
import { useSentences } from '@/lib/i18n/problem';
import { useLogin } from '../api/login';
import { useCountdown } from '../hooks/use-countdown';
import { UsernameField } from '@/components/UsernameField';
import { Locked } from './Locked';
import style from './form.module.css';

type Props = {
  email?: string;
  submit: string;
  beside?: ReactNode;
  onDone: (me: Me) => void;
};

type Errors = { email?: string; password?: string };

function useErrors() {
  const { t } = useTranslation();
  return (email: string, password: string): Errors => ({
    ...(email === ''
      ? { email: t('login.needEmail') }
      : /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)
        ? {}
        : { email: t('login.badEmail') }),
    ...(password === '' ? { password: t('login.needPassword') } : {}),
  });
}

export function LoginForm({ email: fixed, submit, beside, onDone }: Props) {
  const { t } = useTranslation();
  const check = useErrors();
  const login = useLogin();
  const [email, setEmail] = useState(fixed ?? '');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const problem = login.error ? toProblem(login.error) : null;
  const locked = problem?.status === 429;
  const left = useCountdown(locked ? problem : null);
  const say = useSentences(problem !== null);

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = check(email.trim(), password);
    setErrors(found);
    const first = (['email', 'password'] as const).find((name) => found[name]);
    if (first) {
      (event.currentTarget.elements.namedItem(first) as HTMLElement | null)?.focus();
      return;
    }
    login.mutate({ email: email.trim(), password, remember }, { onSuccess: onDone });
  };

  return (
    <form className={style.form} onSubmit={send} noValidate>
      {fixed ? (
        <UsernameField value={fixed} />
      ) : (
        <TextInput
          label={t('login.email')}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={errors.email}
        />
      )}
      <PasswordInput
        label={t('login.password')}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={errors.password}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        data-autofocus={fixed ? true : undefined}
      />
      <div className={style.row}>
        <Checkbox
          label={t('login.remember')}
          description={t('login.rememberHelp')}
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
      </div>
      {locked ? (
        <Locked left={left} />
      ) : (
        problem && <Notice tone="red">{say.problem(problem)}</Notice>
      )}
      <Button type="submit" fullWidth loading={login.isPending} disabled={locked && left > 0}>
        {submit}
      </Button>
      {beside}
    </form>
  );
}
