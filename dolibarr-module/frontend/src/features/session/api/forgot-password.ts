/* POST /v1/password-resets: asks for a link; the same answer whether or not the account exists (SEC-02). */
import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const useForgotPassword = () =>
  useMutation({
    mutationFn: (email: string) =>
      api('post', '/v1/password-resets', { body: { email }, anonymous: true }),
  });
