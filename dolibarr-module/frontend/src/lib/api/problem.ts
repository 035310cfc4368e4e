/*
 * One error type for whatever went wrong with a call: an RFC 9457 answer, an answer that is not ours (a proxy's
 * page), no network, or a call given up. Screens show `lib/i18n/problem.ts`'s sentence for its key.
 */
import type { ProblemBody } from './types';

export type FieldError = ProblemBody['errors'][number];

/* Fields that somebody else changed meanwhile. */
export type Conflict = NonNullable<ProblemBody['conflict']>;

type Facts = {
  status: number;
  key: string;
  title?: string;
  params?: Record<string, string>;
  errors?: FieldError[];
  conflict?: Conflict | null;
  retryAfter?: number | null;
};

export class Problem extends Error {
  readonly status: number;
  readonly key: string;
  readonly title: string;
  readonly params: Record<string, string>;
  readonly errors: FieldError[];
  readonly conflict: Conflict | null;
  /* Seconds to wait before trying again (429, 503), when the server said so. */
  readonly retryAfter: number | null;

  constructor(facts: Facts) {
    super(facts.key);
    this.name = 'Problem';
    this.status = facts.status;
    this.key = facts.key;
    this.title = facts.title ?? '';
    this.params = facts.params ?? {};
    this.errors = facts.errors ?? [];
    this.conflict = facts.conflict ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }

  /* Trying the same again later may work. */
  get transient(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

function retryAfter(response: Response): number | null {
  const header = response.headers.get('retry-after');
  const seconds = header === null ? NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

const isProblem = (value: unknown): value is ProblemBody =>
  typeof value === 'object' && value !== null && typeof (value as ProblemBody).key === 'string';

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const wait = retryAfter(response);
  if (!isProblem(body)) {
    const key = response.status >= 500 ? 'portal.unavailable' : `portal.status_${response.status}`;
    return new Problem({ status: response.status, key, retryAfter: wait });
  }
  return new Problem({
    status: response.status,
    key: body.key,
    title: body.title ?? '',
    params: body.params ?? {},
    errors: body.errors ?? [],
    conflict: body.conflict ?? null,
    retryAfter: wait,
  });
}

export const networkProblem = (): Problem =>
  new Problem({ status: 0, key: navigator.onLine === false ? 'portal.offline' : 'portal.network' });

export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';

export const toProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem({ status: -1, key: 'portal.unexpected' });
