/* First arrival (PORT-04): who invites, which address is the login, choose a password, and in. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/Button';
import { PageTitle } from '@/components/PageTitle';
import { Blocks, Failure } from '@/components/states';
import { toProblem } from '@/lib/api/problem';
import type { Invitation, Me } from '@/lib/api/types';
import { dayInSentence, todayIso } from '@/lib/format';
import { useAcceptInvitation } from '../api/accept-invitation';
import { invitationQuery } from '../api/read-invitation';
import { AuthLayout } from './AuthLayout';
import { NewPasswordForm } from './NewPasswordForm';
import style from './form.module.css';

type Props = { token: string; onDone: (me: Me) => void };

function Ready({ token, invitation, onDone }: Props & { invitation: Invitation }) {
  const { t } = useTranslation();
  const accept = useAcceptInvitation(token);
  const expires = dayInSentence(todayIso(new Date(invitation.expires_at * 1000)));
  return (
    <>
      <PageTitle
        name={t('invitation.welcome', { name: invitation.name })}
        lead={t('invitation.lead', { firm: invitation.firm.name })}
      />
      <p className={style.account}>
        <span>{t('invitation.account')}</span>
        <strong>{invitation.email}</strong>
      </p>
      <NewPasswordForm
        label={t('password.choose')}
        submit={t('invitation.submit')}
        min={invitation.firm.password_min}
        personal={[invitation.email, invitation.name]}
        username={invitation.email}
        pending={accept.isPending}
        error={accept.error}
        onSend={(password) => accept.mutate(password, { onSuccess: onDone })}
      />
      <p className={style.quiet}>{t('invitation.expires', { date: expires })}</p>
    </>
  );
}

export function InvitationPage({ token, onDone }: Props) {
  const { t } = useTranslation();
  const invitation = useQuery(invitationQuery(token));
  const problem = invitation.error ? toProblem(invitation.error) : null;
  const gone = problem !== null && (problem.status === 404 || problem.status === 400);
  return (
    <AuthLayout>
      {invitation.isPending && <Blocks heights={[34, 48, 64, 132]} />}
      {invitation.data && <Ready token={token} invitation={invitation.data} onDone={onDone} />}
      {gone && (
        <>
          <PageTitle name={t('invitation.goneTitle')} lead={t('invitation.gone')} />
          <ButtonLink to="/login" fullWidth>
            {t('login.submit')}
          </ButtonLink>
        </>
      )}
      {problem && !gone && <Failure error={problem} retry={() => void invitation.refetch()} />}
    </AuthLayout>
  );
}
