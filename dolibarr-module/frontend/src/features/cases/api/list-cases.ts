/* GET /v1/clients/{client}/cases: pages of cases, newest first; the filter stands in the address bar (CASE-33). */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const CLASSES = ['open', 'wait_client', 'closed'] as const;
export type CaseClass = (typeof CLASSES)[number];
export type CaseFilter = { class?: CaseClass; kind?: string; archived?: true; q?: string };

/* A filter from the address bar; what means nothing is left out. */
export function caseFilter(search: Record<string, unknown>): CaseFilter {
  const out: CaseFilter = {};
  const known = CLASSES.find((name) => name === search['class']);
  if (known) out.class = known;
  if (/^[a-z0-9][a-z0-9_-]{0,47}$/.test(String(search['kind'] ?? '')))
    out.kind = String(search['kind']);
  if (search['archived']) out.archived = true;
  if (typeof search['q'] === 'string' && search['q'] !== '') out.q = search['q'].slice(0, 100);
  return out;
}

export const casesQuery = (client: number, filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['client', client, 'cases', filter],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/cases', {
        path: { client },
        query: {
          archived: filter.archived === true,
          ...(filter.class ? { class: filter.class } : {}),
          ...(filter.kind ? { kind: filter.kind } : {}),
          ...(filter.q ? { search: filter.q } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 30_000,
  });

export const caseKindsQuery = (client: number) =>
  queryOptions({
    queryKey: ['client', client, 'case-kinds'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/case-kinds', { path: { client }, signal }),
    staleTime: 300_000,
  });
