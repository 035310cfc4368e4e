/* GET /v1/clients/{client}/cases/{case} */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const caseQuery = (client: number, id: number) =>
  queryOptions({
    queryKey: ['client', client, 'case', id],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}', { path: { client, case: id }, signal }),
  });
