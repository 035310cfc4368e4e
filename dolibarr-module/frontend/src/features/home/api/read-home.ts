/* GET /v1/clients/{client}/home: what waits, cases in progress, invoices to pay, adviser, firm. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const homeQuery = (client: number) =>
  queryOptions({
    queryKey: ['client', client, 'home'],
    queryFn: ({ signal }) => api('get', '/v1/clients/{client}/home', { path: { client }, signal }),
    staleTime: 30_000,
  });
