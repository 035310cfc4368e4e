/* GET /v1/clients/{client}/invoices/{invoice}/qr */
import { api } from '@/lib/api/client';

export const invoiceCodeQuery = (client: number, invoice: number) => ({
  queryKey: ['client', client, 'invoice', invoice, 'qr'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api('get', '/v1/clients/{client}/invoices/{invoice}/qr', {
      path: { client, invoice },
      signal,
    }),
});
