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

/* What is wrong field by field, each with its sentence; what another person stored meanwhile. */
export type Details = {
  problems?: Array<{ field: string; message: string }>;
  conflict?: {
    version?: number;
    fields?: Array<{ code: string; yours?: unknown; theirs?: unknown }>;
  };
};

export class OfficeError extends Error {
  constructor(
    message: string,
    readonly key: string,
    readonly status: number,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

type Refusal = {
  key?: string;
  message?: string;
  title?: string;
  field?: string;
  details?: Details;
  error?: Refusal;
};

export function refusal(status: number, body: unknown): OfficeError {
  const outer = (typeof body === 'object' && body !== null ? body : {}) as Refusal;
  const inner = outer.error ?? outer;
  const message = inner.message ?? inner.title ?? '';
  const details = inner.details ?? {};
  if (!details.problems && inner.field) details.problems = [{ field: inner.field, message }];
  return new OfficeError(message, inner.key ?? `http.${status}`, status, details);
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
