/* GET /v1/clients/{client}/cases/{case}/invoices: those that bill this case, newest first. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const caseInvoicesQuery = (client: number, id: number) =>
  queryOptions({
    queryKey: ['client', client, 'case', id, 'invoices'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}/invoices', {
        path: { client, case: id },
        query: { limit: 200 },
        signal,
      }),
  });
