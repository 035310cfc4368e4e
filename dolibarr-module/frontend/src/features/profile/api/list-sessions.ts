/* GET /v1/sessions: where the account is signed in (SEC-05). */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => api('get', '/v1/sessions', { signal }),
  staleTime: 10_000,
});
