/* GET /v1/clients/{client}/steps/{step}/form: what a step asks of the client. Kept for the visit: it goes on without a network. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const stepFormQuery = (client: number, step: number) =>
  queryOptions({
    queryKey: ['client', client, 'step-form', step],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/steps/{step}/form', { path: { client, step }, signal }),
    staleTime: 0,
    gcTime: 24 * 60 * 60_000,
  });
