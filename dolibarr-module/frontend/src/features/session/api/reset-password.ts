/* PUT /v1/password-resets/{token}: the new password; every session of the account is closed. */
import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

export const useResetPassword = (token: string) =>
  useMutation({
    mutationFn: (password: string) =>
      api('put', '/v1/password-resets/{token}', {
        path: { token },
        body: { password },
        anonymous: true,
      }),
  });
