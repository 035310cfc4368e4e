/*
 * E-mail, password, «rester connecté». Used by the login page and, with the e-mail fixed, by the dialog that opens
 * when a session ends. A refusal stands above the button; a lock counts down.
 */
import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { UsernameField } from '@/components/UsernameField';
import type { Me } from '@/lib/api/types';
import { useSentences } from '@/lib/i18n/problem';
import { useCountdown } from '../hooks/use-countdown';
import { useLoginForm, type LoginFormState } from '../hooks/use-login-form';
import { Locked } from './Locked';
import style from './form.module.css';

type Props = {
  email?: string;
  submit: string;
  beside?: ReactNode;
  onDone: (me: Me) => void;
};

function Fields({ form, fixed }: { form: LoginFormState; fixed: string | undefined }) {
  const { t } = useTranslation();
  const { values, errors, set } = form;
  return (
    <>
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
          value={values.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
          error={errors.email}
        />
      )}
      <PasswordInput
        label={t('login.password')}
        name="password"
        autoComplete="current-password"
        value={values.password}
        onChange={(event) => set({ password: event.currentTarget.value })}
        error={errors.password}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
        data-autofocus={fixed ? true : undefined}
      />
      <Checkbox
        label={t('login.remember')}
        description={t('login.rememberHelp')}
        checked={values.remember}
        onChange={(event) => set({ remember: event.currentTarget.checked })}
      />
    </>
  );
}

export function LoginForm({ email, submit, beside, onDone }: Props) {
  const form = useLoginForm(email ?? '', onDone);
  const { problem } = form;
  const locked = problem?.status === 429;
  const left = useCountdown(locked ? problem : null);
  const say = useSentences(problem !== null);
  return (
    <form className={style.form} onSubmit={form.send} noValidate>
      <Fields form={form} fixed={email} />
      {locked && <Locked left={left} />}
      {problem && !locked && <Notice tone="red">{say.problem(problem)}</Notice>}
      <Button type="submit" fullWidth loading={form.pending} disabled={locked && left > 0}>
        {submit}
      </Button>
      {beside}
    </form>
  );
}
