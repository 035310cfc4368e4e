/* Who is signed in: known to every screen, so it stands beside the client rather than in a feature. */
import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { sessionOpened } from './session';
import type { AccountClient, Me } from './types';

export const ME_KEY = ['me'] as const;
const CLIENT_KEY = 'elaska.client';

export async function readMe(signal?: AbortSignal): Promise<Me> {
  const me = await api('get', '/v1/me', { signal });
  sessionOpened(me);
  return me;
}

export const meQuery = queryOptions({
  queryKey: ME_KEY,
  queryFn: ({ signal }) => readMe(signal),
  staleTime: 5 * 60_000,
});

/* The third party of the last visit, if this account still serves it; else the first. */
export function preferredClient(me: Me): AccountClient | undefined {
  let last = NaN;
  try {
    last = Number(localStorage.getItem(CLIENT_KEY));
  } catch {
    /* Storage refused. */
  }
  return me.clients.find((client) => client.id === last) ?? me.clients[0];
}

export function rememberClient(client: number): void {
  try {
    localStorage.setItem(CLIENT_KEY, String(client));
  } catch {
    /* Storage refused: the switcher opens on the first client next time. */
  }
}

export function forgetClient(): void {
  try {
    localStorage.removeItem(CLIENT_KEY);
  } catch {
    /* Nothing was kept. */
  }
}
