/* GET /v1/clients/{client}/cases/{case}/timeline: what happened, newest first. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const caseTimelineQuery = (client: number, id: number, limit = 10) =>
  queryOptions({
    queryKey: ['client', client, 'case', id, 'timeline', limit],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}/timeline', {
        path: { client, case: id },
        query: { limit },
        signal,
      }),
  });
