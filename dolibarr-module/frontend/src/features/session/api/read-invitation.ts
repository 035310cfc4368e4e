/* GET /v1/invitations/{token}: what an invitation link is for, before a password is chosen. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      api('get', '/v1/invitations/{token}', { path: { token }, signal, anonymous: true }),
    retry: false,
    staleTime: Infinity,
  });
