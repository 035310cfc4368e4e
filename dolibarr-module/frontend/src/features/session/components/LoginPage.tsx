/* Sign in. One card, one button; the way back for a lost password; help at the foot. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/Notice';
import { PageTitle } from '@/components/PageTitle';
import type { Me } from '@/lib/api/types';
import { AuthLayout } from './AuthLayout';
import { LoginForm } from './LoginForm';
import style from './form.module.css';

type Props = { signedOut: boolean; onDone: (me: Me) => void };

export function LoginPage({ signedOut, onDone }: Props) {
  const { t } = useTranslation();
  return (
    <AuthLayout below={t('login.noAccount')}>
      <PageTitle name={t('login.title')} lead={t('login.lead')} />
      {signedOut && <Notice tone="teal">{t('login.signedOut')}</Notice>}
      <LoginForm
        submit={t('login.submit')}
        onDone={onDone}
        beside={
          <Link to="/forgot" className={style.link}>
            {t('login.forgot')}
          </Link>
        }
      />
    </AuthLayout>
  );
}
