/* A new password from the mailed link; afterwards the person signs in with it. */
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import { toProblem } from '@/lib/api/problem';
import { resetLinkQuery } from '../api/read-reset';
import { useResetPassword } from '../api/reset-password';
import { AuthLayout } from './AuthLayout';
import { NewPasswordForm } from './NewPasswordForm';

function Form({ token, min }: { token: string; min: number }) {
  const { t } = useTranslation();
  const reset = useResetPassword(token);
  if (reset.isSuccess) {
    return (
      <>
        <IconCircleCheck size={36} stroke={1.5} color="var(--el-green-mark)" aria-hidden="true" />
        <PageTitle name={t('reset.doneTitle')} lead={t('reset.done')} />
        <ButtonLink to="/login" fullWidth>
          {t('reset.goLogin')}
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      <PageTitle name={t('reset.title')} lead={t('reset.lead')} />
      <NewPasswordForm
        label={t('password.new')}
        submit={t('reset.submit')}
        min={min}
        personal={[]}
        pending={reset.isPending}
        error={reset.error}
        onSend={(password) => reset.mutate(password)}
      />
    </>
  );
}

export function ResetPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const link = useQuery(resetLinkQuery(token));
  const problem = link.error ? toProblem(link.error) : null;
  const gone = problem !== null && (problem.status === 404 || problem.status === 400);
  return (
    <AuthLayout>
      {link.isPending && <Blocks heights={[34, 48, 132]} />}
      {link.data && <Form token={token} min={link.data.firm.password_min} />}
      {gone && (
        <>
          <PageTitle name={t('reset.goneTitle')} lead={t('reset.gone')} />
          <ButtonLink to="/forgot" fullWidth>
            {t('reset.askAgain')}
          </ButtonLink>
        </>
      )}
      {problem && !gone && <Failure error={problem} retry={() => void link.refetch()} />}
    </AuthLayout>
  );
}
