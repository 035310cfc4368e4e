/*
 * A file on its way up, with its progress (fetch tells none). The body is the file itself; whose it is stands in the
 * address. The session is renewed once when it has ended, as for every call.
 */
import { Problem, networkProblem } from './problem';
import { csrfValue, renew } from './session';
import type { ProblemBody } from './types';
import { url } from './client';

export type Deposited = { id: number; name: string; type: string; size: number };
export type Target = {
  client: number;
  object: 'piece' | 'task' | 'request' | 'action' | 'case' | 'step';
  id: number;
};

const MAX_MB = 20;

/* What would be refused at the end of a long wait is refused before it. */
export function judge(file: File): Problem | null {
  if (file.size === 0) return new Problem({ status: 422, key: 'file.empty' });
  if (file.size <= MAX_MB * 1024 * 1024) return null;
  const params = { max_mb: String(MAX_MB) };
  return new Problem({ status: 422, key: 'file.too_large', params });
}

function once(
  address: string,
  file: File,
  onPart: (part: number) => void,
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
      if (event.lengthComputable) onPart(event.loaded / event.total);
    };
    call.onload = () => resolve(call);
    call.onerror = () => reject(networkProblem());
    call.onabort = call.onerror;
    call.send(file);
  });
}

export async function upload(
  target: Target,
  file: File,
  onPart: (part: number) => void,
): Promise<Deposited> {
  const address = url('/v1/clients/{client}/files', {
    path: { client: target.client },
    query: { object: target.object, id: target.id, name: file.name },
  });
  const since = Date.now();
  let call = await once(address, file, onPart);
  if (call.status === 401 && (await renew(since))) call = await once(address, file, onPart);
  if (call.status >= 200 && call.status < 300) return call.response as Deposited;
  const body = call.response as ProblemBody | null;
  throw new Problem({
    status: call.status,
    key: body?.key ?? (call.status === 413 ? 'json.too_large' : 'portal.unavailable'),
    title: body?.title ?? '',
    params: (body?.params ?? {}) as Record<string, string>,
    errors: body?.errors ?? [],
  });
}
