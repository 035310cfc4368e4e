/* POST /v1/clients/{client}/actions/{action}/answer: what the firm asked is answered; the request closes by itself. */
import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { useRefreshCase } from './case-tasks';

export function useAnswerAction(client: number, id: number) {
  const refresh = useRefreshCase(client, id);
  return useMutation({
    mutationFn: ({ action, reply }: { action: number; reply: string | null }) =>
      api('post', '/v1/clients/{client}/actions/{action}/answer', {
        path: { client, action },
        body: reply === null ? {} : { reply },
      }),
    onSuccess: refresh,
  });
}
