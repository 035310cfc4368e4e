/* What is said about a document, between its client and the firm (DOC-05). */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const talkQuery = (client: number, file: number) =>
  queryOptions({
    queryKey: ['client', client, 'file', file, 'comments'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/files/{file}/comments', { path: { client, file }, signal }),
    staleTime: 0,
  });

/* Counts on rows and the timeline follow. */
function useRefresh(client: number) {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['client', client] });
}

export function useSay(client: number, file: number) {
  const refresh = useRefresh(client);
  return useMutation({
    mutationFn: (body: string) =>
      api('post', '/v1/clients/{client}/files/{file}/comments', {
        path: { client, file },
        body: { body },
      }),
    onSuccess: refresh,
  });
}

export function useChange(client: number) {
  const refresh = useRefresh(client);
  return useMutation({
    mutationFn: ({ comment, body }: { comment: number; body: string }) =>
      api('put', '/v1/clients/{client}/comments/{comment}', {
        path: { client, comment },
        body: { body },
      }),
    onSuccess: refresh,
  });
}

export function useRemove(client: number) {
  const refresh = useRefresh(client);
  return useMutation({
    mutationFn: (comment: number) =>
      api('delete', '/v1/clients/{client}/comments/{comment}', { path: { client, comment } }),
    onSuccess: refresh,
  });
}
