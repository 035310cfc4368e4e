/*
 * A file on its way up, with its progress (fetch tells none). The body is the file itself; whose it is stands in the
 * address. The session is renewed once when it has ended, as for every call. A large one goes in parts (lib/parts).
 */
import { PART, sendParts, type Before, type Door, type Going } from '../parts';
import { Problem, networkProblem } from './problem';
import { csrfValue, renew } from './session';
import type { ProblemBody } from './types';
import { api, url } from './client';

export type Deposited = { id: number; name: string; type: string; size: number };
export type Target = {
  client: number;
  object:
    | 'piece'
    | 'task'
    | 'request'
    | 'action'
    | 'case'
    | 'step'
    | 'client'
    | 'contact'
    | 'document'
    | 'version';
  id: number;
  /* What is said of it. */
  category?: string;
  description?: string;
  folder?: number;
};

/* What would be refused at the end of a long wait is refused before it; how large it may be the service says before
 * any byte of a large one leaves. */
export function judge(file: File): Problem | null {
  return file.size === 0 ? new Problem({ status: 422, key: 'file.empty' }) : null;
}

function once(
  address: string,
  bytes: Blob,
  onBytes: (bytes: number, of: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('PUT', address);
    call.responseType = 'json';
    call.setRequestHeader('accept', 'application/json');
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.setRequestHeader('accept-language', document.documentElement.lang || 'fr');
    call.setRequestHeader('x-elaska-csrf', csrfValue());
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onBytes(event.loaded, event.total);
    };
    call.onload = () => resolve(call);
    call.onerror = () => reject(networkProblem());
    call.onabort = call.onerror;
    call.send(bytes);
  });
}

/* The answer of the service; a session that has ended is renewed once. */
async function put<T>(
  address: string,
  bytes: Blob,
  onBytes: (bytes: number, of: number) => void,
): Promise<T> {
  const since = Date.now();
  let call = await once(address, bytes, onBytes);
  if (call.status === 401 && (await renew(since))) call = await once(address, bytes, onBytes);
  if (call.status >= 200 && call.status < 300) return call.response as T;
  const body = call.response as ProblemBody | null;
  throw new Problem({
    status: call.status,
    key: body?.key ?? (call.status === 413 ? 'json.too_large' : 'portal.unavailable'),
    title: body?.title ?? '',
    params: (body?.params ?? {}) as Record<string, string>,
    errors: body?.errors ?? [],
  });
}

/* One part of a file that a vault takes (features/vault). */
export const sendPart = <T>(address: string, bytes: Blob, onBytes: (bytes: number) => void) =>
  put<T>(address, bytes, onBytes);

const isProblem = (error: unknown, key: string): boolean =>
  error instanceof Problem && error.key === key;

function doorOf({ client, ...about }: Target, file: File): Door<Deposited> {
  const at = (upload: number) => ({ client, upload });
  return {
    begin: () =>
      api('post', '/v1/clients/{client}/uploads', {
        path: { client },
        body: { ...about, name: file.name, size: file.size },
      }),
    read: (upload) =>
      api('get', '/v1/clients/{client}/uploads/{upload}', { path: at(upload) }).catch(
        (error: unknown) => {
          if (isProblem(error, 'not_found')) return null;
          throw error;
        },
      ),
    put: (going, bytes, onBytes) => {
      const path = '/v1/clients/{client}/uploads/{upload}';
      const query = { offset: going.offset };
      const address = url(path, { path: at(going.upload), query });
      return put<Going | Deposited>(address, bytes, onBytes).catch((error: unknown) => {
        if (isProblem(error, 'upload.offset')) return 'elsewhere' as const;
        throw error;
      });
    },
  };
}

/* before: where a large one stopped, kept by whoever tries again. What is said of a file never stands in an address. */
export function upload(
  target: Target,
  file: File,
  onPart: (part: number) => void,
  before: Before = { began: () => undefined },
): Promise<Deposited> {
  if (file.size > PART || target.description)
    return sendParts(file, doorOf(target, file), before, onPart);
  const { client, ...about } = target;
  const address = url('/v1/clients/{client}/files', {
    path: { client },
    query: { ...about, name: file.name },
  });
  return put(address, file, (bytes, of) => onPart(bytes / of));
}
