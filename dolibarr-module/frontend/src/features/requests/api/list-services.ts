/* GET /v1/clients/{client}/services: what this client may ask for. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const servicesQuery = (client: number) =>
  queryOptions({
    queryKey: ['client', client, 'services'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/services', { path: { client }, signal }),
    staleTime: 5 * 60_000,
  });
