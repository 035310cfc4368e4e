/* GET /v1/clients/{client}/requests: requests of the client and drafts of the person, newest first. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const requestsQuery = (client: number) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'requests'],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/requests', {
        path: { client },
        query: pageParam ? { after: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 15_000,
  });
