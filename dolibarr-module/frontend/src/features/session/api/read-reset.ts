/* GET /v1/password-resets/{token}: is the link still valid? */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const resetLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['reset', token],
    queryFn: ({ signal }) =>
      api('get', '/v1/password-resets/{token}', { path: { token }, signal, anonymous: true }),
    retry: false,
    staleTime: Infinity,
  });
