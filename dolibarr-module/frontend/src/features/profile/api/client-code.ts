/* GET /v1/clients/{client}/qr */
import { api } from '@/lib/api/client';

export const clientCodeQuery = (client: number) => ({
  queryKey: ['client', client, 'qr'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api('get', '/v1/clients/{client}/qr', { path: { client }, signal }),
});
