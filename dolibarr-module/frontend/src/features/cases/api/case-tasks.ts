/* Tasks of a case that the client may see; suggesting, finishing, ticking, commenting. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '@/lib/api/client';
import { todoKey } from '@/lib/api/todo';

export const caseTasksQuery = (client: number, id: number) =>
  queryOptions({
    queryKey: ['client', client, 'case', id, 'tasks'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}/tasks', { path: { client, case: id }, signal }),
  });

export const taskQuery = (client: number, task: number) =>
  queryOptions({
    queryKey: ['client', client, 'task', task],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/tasks/{task}', { path: { client, task }, signal }),
  });

/* Whatever is done with a task shows on its case and on the home at once. */
export function useRefreshCase(client: number, id: number): () => Promise<unknown> {
  const cache = useQueryClient();
  return useCallback(
    () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['client', client, 'case', id] }),
        cache.invalidateQueries({ queryKey: ['client', client, 'task'] }),
        cache.invalidateQueries({ queryKey: ['client', client, 'home'] }),
        cache.invalidateQueries({ queryKey: todoKey(client) }),
      ]),
    [cache, client, id],
  );
}

export function useSuggestTask(client: number, id: number) {
  const refresh = useRefreshCase(client, id);
  return useMutation({
    mutationFn: (body: { title: string; description: string | null; due_on: string | null }) =>
      api('post', '/v1/clients/{client}/cases/{case}/tasks', { path: { client, case: id }, body }),
    onSuccess: refresh,
  });
}

export function useFinishTask(client: number, id: number) {
  const refresh = useRefreshCase(client, id);
  return useMutation({
    mutationFn: (task: number) =>
      api('post', '/v1/clients/{client}/tasks/{task}/done', { path: { client, task }, body: {} }),
    onSuccess: refresh,
  });
}

export function useTick(client: number, id: number) {
  const refresh = useRefreshCase(client, id);
  return useMutation({
    mutationFn: ({ check, done }: { check: number; done: boolean }) =>
      api('put', '/v1/clients/{client}/checks/{check}', {
        path: { client, check },
        body: { done },
      }),
    onSettled: refresh,
  });
}

export function useCommentTask(client: number, id: number) {
  const refresh = useRefreshCase(client, id);
  return useMutation({
    mutationFn: ({ task, body }: { task: number; body: string }) =>
      api('post', '/v1/clients/{client}/tasks/{task}/comments', {
        path: { client, task },
        body: { body },
      }),
    onSuccess: refresh,
  });
}
