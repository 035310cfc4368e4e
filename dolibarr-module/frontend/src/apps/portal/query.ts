/* Cache of answers. Network failures are retried twice; refusals never. Nothing is kept beyond the page. */
import { QueryClient } from '@tanstack/react-query';
import { ME_KEY } from '@/lib/api/me';
import { Problem } from '@/lib/api/problem';
import { onSession } from '@/lib/api/session';

const mayRetry = (count: number, error: unknown): boolean =>
  count < 2 && error instanceof Problem && error.transient && error.status !== 429;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: mayRetry, staleTime: 30_000, gcTime: 10 * 60_000 },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/* Renewal and sign-in tell who is signed in; signing out wipes everything that was read. */
export function followSession(): void {
  onSession((me) => {
    if (me) queryClient.setQueryData(ME_KEY, me);
    else queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'firm' });
  });
}
