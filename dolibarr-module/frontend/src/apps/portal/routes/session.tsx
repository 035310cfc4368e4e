/* Pages reached by a mailed link, and the lost password. */
import { getRouteApi } from '@tanstack/react-router';
import { ForgotPage } from '@/features/session/components/ForgotPage';
import { InvitationPage } from '@/features/session/components/InvitationPage';
import { ResetPage } from '@/features/session/components/ResetPage';
import { useEnter } from '../pages';

const invitation = getRouteApi('/invitations/$token');
const reset = getRouteApi('/password-resets/$token');

export const ForgotRoute = () => <ForgotPage />;

export function InvitationRoute() {
  const enter = useEnter();
  return <InvitationPage token={invitation.useParams().token} onDone={(me) => enter(me)} />;
}

export function ResetRoute() {
  return <ResetPage token={reset.useParams().token} />;
}
