/* DELETE /v1/sessions/{session}: signs a device out. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { sessionsQuery } from './list-sessions';

export function useCloseSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (session: number) => api('delete', '/v1/sessions/{session}', { path: { session } }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
