/* Files of a case: reading one, depositing one, taking one's own back. */
import { queryOptions, useMutation } from '@tanstack/react-query';
import { api, url } from '@/lib/api/client';
import { useRefreshCase } from './case-tasks';

export const caseFilesQuery = (client: number, id: number) =>
  queryOptions({
    queryKey: ['client', client, 'case', id, 'files'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/cases/{case}/files', { path: { client, case: id }, signal }),
  });

export const modelAddress = (client: number, piece: number): string =>
  url('/v1/clients/{client}/pieces/{piece}/model', { path: { client, piece } });

export function useTakeBack(client: number, id: number) {
  const refresh = useRefreshCase(client, id);
  return useMutation({
    mutationFn: (file: number) =>
      api('delete', '/v1/clients/{client}/files/{file}', { path: { client, file } }),
    onSuccess: refresh,
  });
}
