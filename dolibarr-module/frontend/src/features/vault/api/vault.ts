/*
 * The vault: its state, its documents, its log. Nothing of it outlives the screen: what was read is forgotten at once
 * when it closes (DOC-13).
 */
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, url } from '@/lib/api/client';
import { sendPart } from '@/lib/api/upload';
import { Problem } from '@/lib/api/problem';
import type { VaultUpload } from '@/lib/api/types';

const root = '/v1/clients/{client}/vault';
const key = (client: number, ...rest: unknown[]) => ['vault', client, ...rest];

/* null: this client has none. */
export const vaultQuery = (client: number) =>
  queryOptions({
    queryKey: key(client, 'state'),
    queryFn: ({ signal }) =>
      api('get', root, { path: { client }, signal }).catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }),
    staleTime: 60_000,
    retry: false,
  });

export const vaultFilesQuery = (client: number) =>
  queryOptions({
    queryKey: key(client, 'inside', 'files'),
    queryFn: ({ signal }) => api('get', `${root}/files`, { path: { client }, signal }),
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const vaultLogQuery = (client: number) =>
  infiniteQueryOptions({
    queryKey: key(client, 'inside', 'log'),
    queryFn: ({ pageParam, signal }) =>
      api('get', `${root}/log`, {
        path: { client },
        query: { limit: 30, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const openVault = (client: number, password: string) =>
  api('post', `${root}/opening`, { path: { client }, body: { password } });

/* What was read goes first, whether or not the service hears that it closes. */
export async function closeVault(client: number, queries: QueryClient): Promise<void> {
  await queries.cancelQueries({ queryKey: key(client, 'inside') });
  queries.removeQueries({ queryKey: key(client, 'inside') });
  await api('delete', `${root}/opening`, { path: { client } }).catch(() => undefined);
}

const at = (client: number, item: number) => ({ client, item });
const one = `${root}/files/{item}` as const;

export const rename = (client: number, item: number, body: { name: string; description: string }) =>
  api('patch', one, { path: at(client, item), body });
export const letRead = (client: number, item: number, users: number[]) =>
  api('put', `${one}/readers`, { path: at(client, item), body: { users } });
export const bin = (client: number, item: number) => api('delete', one, { path: at(client, item) });
export const unbin = (client: number, item: number) =>
  api('post', `${one}/restore`, { path: at(client, item) });

export const bytesOf = (client: number, item: number, view: boolean): string =>
  url(`${one}/bytes`, { path: at(client, item), query: view ? { view: 'true' } : {} });

/* Part after part; where an answer was lost, from where the service says. */
export async function deposit(
  client: number,
  file: File,
  said: { name: string; description: string },
  onPart: (share: number) => void,
): Promise<void> {
  let going: VaultUpload = await api('post', `${root}/files`, {
    path: { client },
    body: { ...said, size: file.size },
  });
  try {
    while (!going.whole) {
      const from = going.offset;
      const address = url(`${one}/bytes`, {
        path: at(client, going.item),
        query: { offset: from },
      });
      going = await twice(() =>
        sendPart<VaultUpload>(address, file.slice(from, from + going.part), (n) =>
          onPart((from + n) / file.size),
        ),
      );
    }
  } catch (error) {
    /* One that the vault does not take, or that its owner gave up, leaves nothing. */
    await bin(client, going.item).catch(() => undefined);
    throw error;
  }
}

/* A line that dropped for a moment: the part is sent again, it does no harm. */
async function twice<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 0) throw error;
    await new Promise((done) => setTimeout(done, 1500));
    return send();
  }
}
