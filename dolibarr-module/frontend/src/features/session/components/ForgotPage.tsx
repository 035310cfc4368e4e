/* Asks for a reset link. The answer is the same whether or not the account exists. */
import { TextInput } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import { toProblem } from '@/lib/api/problem';
import { useSentences } from '@/lib/i18n/problem';
import { useForgotPassword } from '../api/forgot-password';
import { looksLikeEmail } from '../hooks/use-login-form';
import { AuthLayout } from './AuthLayout';
import style from './form.module.css';

function Sent({ email, again }: { email: string; again: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <IconMailCheck size={36} stroke={1.5} color="var(--el-accent-text)" aria-hidden="true" />
      <PageTitle name={t('forgot.sentTitle')} lead={t('forgot.sent', { email })} />
      <p className={style.quiet}>{t('forgot.sentHelp')}</p>
      <Button variant="default" onClick={again}>
        {t('forgot.again')}
      </Button>
    </>
  );
}

export function ForgotPage() {
  const { t } = useTranslation();
  const forgot = useForgotPassword();
  const [email, setEmail] = useState('');
  const [error, setError] = useState('');
  const problem = forgot.error ? toProblem(forgot.error) : null;
  const say = useSentences(problem !== null);

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = email.trim();
    if (!looksLikeEmail(text)) {
      setError(t(text ? 'login.badEmail' : 'login.needEmail'));
      return;
    }
    setError('');
    forgot.mutate(text);
  };

  const back = (
    <Link to="/login" className={style.link}>
      {t('forgot.backToLogin')}
    </Link>
  );
  return (
    <AuthLayout below={back}>
      {forgot.isSuccess ? (
        <Sent email={email.trim()} again={() => forgot.reset()} />
      ) : (
        <>
          <PageTitle name={t('forgot.title')} lead={t('forgot.lead')} />
          <form className={style.form} onSubmit={send} noValidate>
            <TextInput
              label={t('login.email')}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={error}
            />
            {problem && <Notice tone="red">{say.problem(problem)}</Notice>}
            <Button type="submit" fullWidth loading={forgot.isPending}>
              {t('forgot.submit')}
            </Button>
          </form>
        </>
      )}
    </AuthLayout>
  );
}
