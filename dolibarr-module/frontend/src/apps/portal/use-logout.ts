/* Signs out: the service ends both tokens, the page forgets all that it read. */
import { useNavigate } from '@tanstack/react-router';
import { api } from '@/lib/api/client';
import { forgetClient } from '@/lib/api/me';
import { sessionClosed } from '@/lib/api/session';

const device = () => import('@/components/guide/leaving');

/* Files that signing out would lose; 0 where that cannot be told. */
export const leftBehind = (): Promise<number> =>
  device()
    .then((part) => part.leftBehind())
    .catch(() => 0);

export function useLogout(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    /* Without an answer the person still leaves this device; the session ends by itself. */
    await api('delete', '/v1/session').catch(() => undefined);
    await device()
      .then((part) => part.forgetDevice())
      .catch(() => undefined);
    forgetClient();
    await navigate({ to: '/login', search: { out: true }, replace: true });
    sessionClosed();
  };
}
