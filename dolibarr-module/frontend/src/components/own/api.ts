/* The firm's own fields of the client, of his contacts and of a task, that are open to him. */
import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { SaveOwn } from './use-own';

/* Past the cache: what stands now. */
export const readClientFields = (client: number, signal?: AbortSignal) =>
  api('get', '/v1/clients/{client}/fields', { path: { client }, query: { form: true }, signal });

export const readTaskFields = (client: number, task: number, signal?: AbortSignal) =>
  api('get', '/v1/clients/{client}/tasks/{task}/fields', { path: { client, task }, signal });

export const readContactFields = (client: number, contact: number, signal?: AbortSignal) =>
  api('get', '/v1/clients/{client}/contacts/{contact}/fields', {
    path: { client, contact },
    signal,
  });

/* None where nothing of them is open to him. */
export const contactsQuery = (client: number) =>
  queryOptions({
    queryKey: ['client', client, 'contacts'],
    queryFn: ({ signal }) =>
      api('get', '/v1/clients/{client}/contacts', { path: { client }, signal }),
  });

export const contactFieldsQuery = (client: number, contact: number) =>
  queryOptions({
    queryKey: ['client', client, 'contact', contact, 'fields'],
    queryFn: ({ signal }) => readContactFields(client, contact, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const clientFieldsQuery = (client: number) =>
  queryOptions({
    queryKey: ['client', client, 'fields'],
    queryFn: ({ signal }) => readClientFields(client, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const taskFieldsQuery = (client: number, task: number) =>
  queryOptions({
    queryKey: ['client', client, 'task', task, 'fields'],
    queryFn: ({ signal }) => readTaskFields(client, task, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const saveClientFields =
  (client: number): SaveOwn =>
  (body) =>
    api('put', '/v1/clients/{client}/fields', { path: { client }, body });

export const saveContactFields =
  (client: number, contact: number): SaveOwn =>
  (body) =>
    api('put', '/v1/clients/{client}/contacts/{contact}/fields', {
      path: { client, contact },
      body,
    });

export const saveTaskFields =
  (client: number, task: number): SaveOwn =>
  (body) =>
    api('put', '/v1/clients/{client}/tasks/{task}/fields', { path: { client, task }, body });
