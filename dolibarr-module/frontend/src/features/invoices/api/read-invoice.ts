/* GET /v1/clients/{client}/invoices/{invoice}: lines, and the time behind each exactly as invoiced. */
import { queryOptions } from '@tanstack/react-query';
import { api, url } from '@/lib/api/client';

export const invoiceQuery = (client: number, invoice: number) =>
  queryOptions({
    queryKey: ['client', client, 'invoice', invoice],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/invoices/{invoice}', { path: { client, invoice }, signal }),
  });

export const invoiceAnnex = (client: number, invoice: number): string =>
  url('/v1/clients/{client}/invoices/{invoice}/annex.pdf', { path: { client, invoice } });
