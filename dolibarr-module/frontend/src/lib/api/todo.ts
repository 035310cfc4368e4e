/* GET /v1/clients/{client}/todo: what waits for the client, of all his cases; counted on every page (CASE-26). */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const todoKey = (client: number) => ['client', client, 'todo'] as const;

export const todoQuery = (client: number) =>
  queryOptions({
    queryKey: todoKey(client),
    queryFn: ({ signal }) => api('get', '/v1/clients/{client}/todo', { path: { client }, signal }),
    staleTime: 30_000,
    enabled: client > 0,
  });
