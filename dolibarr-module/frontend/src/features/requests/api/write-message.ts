/* POST /v1/clients/{client}/requests/{request}/messages */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { todoKey } from '@/lib/api/todo';
import { requestQuery } from './read-request';

export function useWriteMessage(client: number, request: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: string) =>
      api('post', '/v1/clients/{client}/requests/{request}/messages', {
        path: { client, request },
        body: { body },
      }),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: requestQuery(client, request).queryKey }),
        cache.invalidateQueries({ queryKey: todoKey(client) }),
      ]),
  });
}
