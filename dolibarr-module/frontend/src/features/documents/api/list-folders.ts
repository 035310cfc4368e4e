/* GET /v1/clients/{client}/folders: how the client's documents are arranged, with how many lie in each. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { documentsKey } from './list-documents';

export type Folder = components['schemas']['Folder'];
export type FolderTree = components['schemas']['FolderTree'];

export const foldersQuery = (client: number) =>
  queryOptions({
    queryKey: [...documentsKey(client), 'folders'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/folders', { path: { client }, signal }),
    staleTime: 15_000,
  });

/* From the top down to this one. */
export function pathOf(tree: FolderTree, id: number): Folder[] {
  const path: Folder[] = [];
  let at = tree.folders.find((folder) => folder.id === id);
  while (at && path.length < 20) {
    path.unshift(at);
    const above = at.parent;
    at = tree.folders.find((folder) => folder.id === above);
  }
  return path;
}
