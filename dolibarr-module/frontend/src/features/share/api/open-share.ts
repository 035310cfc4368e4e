/*
 * POST /v1/shares opens a link; GET /v1/shares/{share} reads it again while the visit lasts. A link with a password gives
 * null until the password is there: nothing was asked of the service yet.
 */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { toProblem } from '@/lib/api/problem';
import type { Share } from '@/lib/api/types';
import { rememberedVisit, rememberVisit, type ShareLink } from '../link';

const VISIT_MS = 30 * 60_000;

async function open(link: ShareLink, password?: string): Promise<Share> {
  const body = { token: link.token, ...(password === undefined ? {} : { password }) };
  const share = await api('post', '/v1/shares', { body, anonymous: true });
  rememberVisit(link, share.share.id);
  return share;
}

async function read(link: ShareLink, signal: AbortSignal): Promise<Share | null> {
  const share = rememberedVisit(link);
  if (share !== null) {
    try {
      return await api('get', '/v1/shares/{share}', { path: { share }, signal, anonymous: true });
    } catch (error) {
      if (toProblem(error).status !== 404) throw error;
      rememberVisit(link, null);
    }
  }
  return link.asks ? null : open(link);
}

export const shareQuery = (link: ShareLink) =>
  queryOptions({
    queryKey: ['share', link.token],
    queryFn: ({ signal }) => read(link, signal),
    retry: false,
    refetchInterval: VISIT_MS + 1000,
  });

export function useUnlock(link: ShareLink) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (password: string) => open(link, password),
    onSuccess: (share) => client.setQueryData(shareQuery(link).queryKey, share),
  });
}
