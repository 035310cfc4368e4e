/* The firm's name, colour and contact details; public, so the login page has them too (PORT-09). */
import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export const firmQuery = queryOptions({
  queryKey: ['firm'],
  queryFn: ({ signal }) => api('get', '/v1/firm', { signal, anonymous: true }),
  staleTime: 60 * 60_000,
});
