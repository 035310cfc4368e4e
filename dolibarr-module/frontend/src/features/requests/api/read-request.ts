/* GET /v1/clients/{client}/requests/{request} */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const requestQuery = (client: number, request: number) =>
  queryOptions({
    queryKey: ['client', client, 'request', request],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/requests/{request}', { path: { client, request }, signal }),
    staleTime: 15_000,
  });
