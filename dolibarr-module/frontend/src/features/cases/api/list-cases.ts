/* GET /v1/clients/{client}/cases: pages of cases, newest first, by class of status. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

const CLASSES = ['open', 'wait_client', 'done'] as const;
export type CaseClass = (typeof CLASSES)[number];

/* A filter from the address bar; anything else means all. */
export function caseClass(value: unknown): { class?: CaseClass } {
  const known = CLASSES.find((name) => name === value);
  return known ? { class: known } : {};
}

export const casesQuery = (client: number, filter?: CaseClass, search = '') =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'cases', filter ?? 'all', search],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/cases', {
        path: { client },
        query: {
          ...(filter ? { class: filter } : {}),
          ...(search ? { search } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 30_000,
  });
