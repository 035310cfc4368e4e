/* What the login form holds, checks and sends. The first wrong field gets the focus. */
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '@/lib/api/problem';
import type { Me } from '@/lib/api/types';
import { useLogin } from '../api/login';

type Values = { email: string; password: string; remember: boolean };
type Errors = { email?: string; password?: string };

export const looksLikeEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text);

export type LoginFormState = {
  values: Values;
  set: (change: Partial<Values>) => void;
  errors: Errors;
  problem: Problem | null;
  pending: boolean;
  send: (event: FormEvent<HTMLFormElement>) => void;
};

export function useLoginForm(email: string, onDone: (me: Me) => void): LoginFormState {
  const { t } = useTranslation();
  const login = useLogin();
  const [values, setValues] = useState<Values>({ email, password: '', remember: false });
  const [errors, setErrors] = useState<Errors>({});

  const check = (): Errors => {
    const found: Errors = {};
    if (values.email.trim() === '') found.email = t('login.needEmail');
    else if (!looksLikeEmail(values.email.trim())) found.email = t('login.badEmail');
    if (values.password === '') found.password = t('login.needPassword');
    return found;
  };

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const found = check();
    setErrors(found);
    const first = (['email', 'password'] as const).find((name) => found[name]);
    if (first) {
      (event.currentTarget.elements.namedItem(first) as HTMLElement | null)?.focus();
      return;
    }
    login.mutate({ ...values, email: values.email.trim() }, { onSuccess: onDone });
  };

  return {
    values,
    set: (change) => setValues((now) => ({ ...now, ...change })),
    errors,
    problem: login.error ? toProblem(login.error) : null,
    pending: login.isPending,
    send,
  };
}
