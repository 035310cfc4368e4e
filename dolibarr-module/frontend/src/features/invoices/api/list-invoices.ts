/* GET /v1/clients/{client}/invoices: pages of invoices and credit notes, newest first (PORT-20). */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, url } from '@/lib/api/client';

export const invoicesQuery = (client: number) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'invoices'],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/invoices', {
        path: { client },
        query: pageParam ? { after: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const invoicePdf = (client: number, invoice: number): string =>
  url('/v1/clients/{client}/invoices/{invoice}/pdf', { path: { client, invoice } });
