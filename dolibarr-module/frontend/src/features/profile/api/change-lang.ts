/* PATCH /v1/me: the account's language, for screens and for mails. */
import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { sessionOpened } from '@/lib/api/session';
import type { Lang } from '@/lib/format';

export const useChangeLang = () =>
  useMutation({
    mutationFn: (lang: Lang) => api('patch', '/v1/me', { body: { lang } }),
    onSuccess: (me) => sessionOpened(me),
  });
