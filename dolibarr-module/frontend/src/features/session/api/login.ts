/* POST /v1/session: signs in; the answer is who is signed in. */
import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import { sessionOpened } from '@/lib/api/session';
import type { Me } from '@/lib/api/types';

export type LoginInput = { email: string; password: string; remember: boolean };

export async function login(input: LoginInput): Promise<Me> {
  const me = await api('post', '/v1/session', { body: input, anonymous: true });
  sessionOpened(me);
  return me;
}

export const useLogin = () => useMutation({ mutationFn: login });
