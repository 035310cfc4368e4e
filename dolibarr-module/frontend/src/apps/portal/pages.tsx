/* Routes of the first screens: they read the address and hand plain values to the features. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { LoginPage } from '@/features/session/components/LoginPage';
import { HomePage } from '@/features/home/components/HomePage';
import { preferredClient } from '@/lib/api/me';
import type { Me } from '@/lib/api/types';

const loginRoute = getRouteApi('/login');
const clientRoute = getRouteApi('/clients/$client');

/* Where to go once signed in: what was asked for, else the home of the last third party. */
export function useEnter(): (me: Me, to?: string) => void {
  const navigate = useNavigate();
  return (me, to) => {
    const client = preferredClient(me);
    if (to) void navigate({ href: to, replace: true });
    else if (client) {
      void navigate({
        to: '/clients/$client',
        params: { client: String(client.id) },
        replace: true,
      });
    } else void navigate({ to: '/', replace: true });
  };
}

export function LoginRoute() {
  const { to, out } = loginRoute.useSearch();
  const enter = useEnter();
  return <LoginPage signedOut={out === true} onDone={(me) => enter(me, to)} />;
}

export function ClientHome() {
  const { client } = clientRoute.useParams();
  const { me } = clientRoute.useRouteContext();
  return <HomePage client={Number(client)} name={me.account.name} />;
}
