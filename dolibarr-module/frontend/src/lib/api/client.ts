/*
 * The one door to the API. Typed by the contract; renews the session once on 401, asks the person to sign in again
 * in place when that fails, sends the CSRF value, maps every failure to Problem, and stops when told to.
 */
import { lang } from '../format';
import { isAbort, networkProblem, problemOf } from './problem';
import { csrfValue, mayRenew, refreshCsrf, renew, signedAgain } from './session';
import type { Answer, Body, Method, Operation, Path, PathParams, Query } from './types';

type Options<O> = (PathParams<O> extends undefined ? { path?: never } : { path: PathParams<O> }) &
  (Query<O> extends undefined ? { query?: never } : { query?: Query<O> }) &
  (Body<O> extends undefined ? { body?: never } : { body: Body<O> }) & {
    signal?: AbortSignal | undefined;
    /* A 401 is the answer (login, invitation): no renewal, no new sign-in. */
    anonymous?: boolean;
  };

type Args<O> =
  Record<never, never> extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

type Loose = {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  anonymous?: boolean;
};

declare global {
  interface Window {
    elaskaEarly?: Record<string, Promise<Response> | undefined>;
  }
}

export function url(path: string, options: Pick<Loose, 'path' | 'query'> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(options.path?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

function send(method: Method, address: string, options: Loose): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': lang(),
  };
  if (method !== 'get' && csrfValue()) headers['x-elaska-csrf'] = csrfValue();
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  return fetch(address, {
    method: method.toUpperCase(),
    credentials: 'same-origin',
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

/* The boot script may have asked already; its answer serves once. */
function early(method: Method, address: string): Promise<Response> | undefined {
  const answer = method === 'get' ? window.elaskaEarly?.[address] : undefined;
  if (answer && window.elaskaEarly) window.elaskaEarly[address] = undefined;
  return answer;
}

/* What the boot script asked in vain (it cannot know whether a session lives) is let go. */
export function dropEarly(): void {
  for (const answer of Object.values(window.elaskaEarly ?? {})) {
    answer?.then((response) => response.body?.cancel()).catch(() => undefined);
  }
  window.elaskaEarly = {};
}

async function attempt(method: Method, address: string, options: Loose): Promise<Response> {
  try {
    return await (early(method, address) ?? send(method, address, options));
  } catch (error) {
    if (isAbort(error) || options.signal?.aborted) throw error;
    throw networkProblem();
  }
}

/* Response of a call, with the session looked after; never resolves with 401 while the person wants to go on. */
export async function fetchAnswer(
  method: Method,
  address: string,
  options: Loose = {},
): Promise<Response> {
  const since = Date.now();
  let response = await attempt(method, address, options);
  if (options.anonymous) return response;
  if (response.status === 401) {
    const renewed = mayRenew() ? await renew(since) : null;
    if (renewed || (await signedAgain())) response = await attempt(method, address, options);
  } else if (response.status === 403 && method !== 'get') {
    const problem = await problemOf(response.clone());
    if (problem.key.includes('csrf') && (await refreshCsrf())) {
      response = await attempt(method, address, options);
    }
  }
  return response;
}

export async function api<P extends Path, M extends Method>(
  method: M,
  path: P,
  ...[options]: Args<Operation<P, M>>
): Promise<Answer<Operation<P, M>>> {
  const loose = (options ?? {}) as Loose;
  const response = await fetchAnswer(method, url(path, loose), loose);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as Answer<Operation<P, M>>;
  return (await response.json().catch(() => {
    throw networkProblem();
  })) as Answer<Operation<P, M>>;
}
