/* GET /v1/clients/{client}/cases/{case}/time: validated and invoiced time, to the second (TIME-18). */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, url } from '@/lib/api/client';

const PAGE = 100;

export const caseTimeQuery = (client: number, id: number) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'case', id, 'time'],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}/time', {
        path: { client, case: id },
        query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const caseTimePdf = (client: number, id: number): string =>
  url('/v1/clients/{client}/cases/{case}/time.pdf', { path: { client, case: id } });
