/* GET /v1/clients/{client}/documents: what is shared with the client and what he sent; the filter stands in the address bar. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const STATES = ['waiting', 'received', 'validated', 'refused'] as const;
export const SIDES = ['client', 'firm'] as const;
export type DocumentFilter = {
  q?: string;
  category?: string;
  case?: number;
  folder?: number; /* 0: in none */
  status?: (typeof STATES)[number];
  by?: (typeof SIDES)[number];
  from?: string;
  to?: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/* A filter from the address bar; what means nothing is left out. */
export function documentFilter(search: Record<string, unknown>): DocumentFilter {
  const out: DocumentFilter = {};
  const status = STATES.find((name) => name === search['status']);
  const by = SIDES.find((name) => name === search['by']);
  const id = Number(search['case']);
  const folder = search['folder'] === undefined ? NaN : Number(search['folder']);
  if (Number.isSafeInteger(folder) && folder >= 0) out.folder = folder;
  if (status) out.status = status;
  if (by) out.by = by;
  if (Number.isSafeInteger(id) && id > 0) out.case = id;
  if (/^[a-z][a-z0-9_]{0,39}$/.test(String(search['category'] ?? '')))
    out.category = String(search['category']);
  for (const end of ['from', 'to'] as const)
    if (DAY.test(String(search[end] ?? ''))) out[end] = String(search[end]);
  if (typeof search['q'] === 'string' && search['q'] !== '') out.q = search['q'].slice(0, 100);
  return out;
}

export const documentsKey = (client: number) => ['client', client, 'documents'] as const;

export const documentsQuery = (client: number, { q, ...rest }: DocumentFilter) =>
  infiniteQueryOptions({
    queryKey: [...documentsKey(client), { q, ...rest }],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/clients/{client}/documents', {
        path: { client },
        query: { ...rest, ...(q ? { search: q } : {}), ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 15_000,
  });
