/*
 * The guided form: of a new request by its kind, of a draft by the revision that it was begun with. Kept for the visit:
 * a form that was opened goes on without a network.
 */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const serviceFormQuery = (client: number, kind: string, service: number | null) =>
  queryOptions({
    queryKey: ['client', client, 'service-form', kind, service ?? 0],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/services/{kind}', {
        path: { client, kind },
        query: service ? { service } : {},
        signal,
      }),
    staleTime: 60 * 60_000,
    gcTime: 24 * 60 * 60_000,
  });

export const requestFormQuery = (client: number, request: number) =>
  queryOptions({
    queryKey: ['client', client, 'request', request, 'form'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/requests/{request}/form', {
        path: { client, request },
        signal,
      }),
    staleTime: 60 * 60_000,
    gcTime: 24 * 60 * 60_000,
  });
