/* GET /v1/clients/{client}/cases/{case}/timeline: what happened, newest first, page after page. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { FILTERS, type Filter } from '../events';

export const caseTimelineQuery = (client: number, id: number, filter: Filter, limit: number) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'case', id, 'timeline', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}/timeline', {
        path: { client, case: id },
        query: {
          limit,
          ...(FILTERS[filter].length > 0 ? { kinds: FILTERS[filter].join(',') } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
