/* POST /v1/clients/{client}/requests/{request}/cancel: until it is accepted; a draft goes without a trace. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { todoKey } from '@/lib/api/todo';

export function useCancelRequest(client: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: number) =>
      api('post', '/v1/clients/{client}/requests/{request}/cancel', {
        path: { client, request },
        body: {},
      }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['client', client, 'requests'] }),
        cache.invalidateQueries({ queryKey: ['client', client, 'request'] }),
        cache.invalidateQueries({ queryKey: todoKey(client) }),
      ]),
  });
}
