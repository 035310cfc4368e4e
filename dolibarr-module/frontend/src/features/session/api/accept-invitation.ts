/* POST /v1/invitations/{token}: chooses the password and signs in. */
import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { sessionOpened } from '@/lib/api/session';
import type { Me } from '@/lib/api/types';

export async function acceptInvitation(token: string, password: string): Promise<Me> {
  const me = await api('post', '/v1/invitations/{token}', {
    path: { token },
    body: { password },
    anonymous: true,
  });
  sessionOpened(me);
  return me;
}

export const useAcceptInvitation = (token: string) =>
  useMutation({ mutationFn: (password: string) => acceptInvitation(token, password) });
