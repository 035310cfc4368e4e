/* GET /v1/qr/{code}: what a code on paper leads to, for whoever may see it. */
import { api } from '@/lib/api/client';

export const resolveCode = (code: string) => api('get', '/v1/qr/{code}', { path: { code } });
