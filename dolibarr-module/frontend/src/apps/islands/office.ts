/*
 * The back office's JSON door: one POST with the operation and its input, the token of the page in a header.
 * Refusals become OfficeError with the sentence that the server wrote in the user's language.
 */
export type OfficeConfig = { endpoint: string; token: string };

/* JSON in a header: only letters that headers take. */
export const packed = (input: object): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(input))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

export class OfficeError extends Error {
  constructor(
    message: string,
    readonly key: string,
    readonly status: number,
  ) {
    super(message);
  }
}

type Refusal = { key?: string; message?: string; title?: string; error?: Refusal };

export function refusal(status: number, body: unknown): OfficeError {
  const outer = (typeof body === 'object' && body !== null ? body : {}) as Refusal;
  const inner = outer.error ?? outer;
  return new OfficeError(inner.message ?? inner.title ?? '', inner.key ?? `http.${status}`, status);
}

export async function office<T>(
  config: OfficeConfig,
  op: string,
  input: Record<string, unknown> = {},
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(config.endpoint, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-elaska-token': config.token },
    body: JSON.stringify({ op, in: input }),
    ...(signal ? { signal } : {}),
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw refusal(response.status, body);
  /* The answer itself, or wrapped in `out`. */
  const wrapped = body as { out?: T };
  return wrapped.out ?? (body as T);
}
