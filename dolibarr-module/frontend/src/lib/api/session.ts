/*
 * What the page knows of its session: the CSRF value, whether it was signed in, and how to renew once.
 * The tokens themselves are in cookies that scripts cannot read. The renewal token is single use and its reuse
 * closes every session (SEC-02), so tabs take turns: whoever waited finds the work done and only asks who it is.
 */
import { networkProblem, problemOf } from './problem';
import type { Me } from './types';

const RENEWED_KEY = 'elaska.renewed';
export const SIGNED_KEY = 'elaska.signed';

type Listener = (me: Me | null) => void;

let csrf = '';
let signed = false;
let renewing: Promise<Me | null> | null = null;
let waiting: Array<(again: boolean) => void> = [];
const listeners = new Set<Listener>();
const endedListeners = new Set<() => void>();

const store = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      /* Storage refused: only the hints between tabs and visits are lost. */
    }
  },
};

export const csrfValue = (): string => csrf;
export const isSigned = (): boolean => signed;
/* A renewal cookie may exist: this browser signed in earlier and did not sign out. */
export const mayRenew = (): boolean => store.get(SIGNED_KEY) !== null;

export function sessionOpened(me: Me): void {
  csrf = me.csrf;
  signed = true;
  store.set(SIGNED_KEY, '1');
  listeners.forEach((listener) => listener(me));
  const resumed = waiting;
  waiting = [];
  resumed.forEach((resume) => resume(true));
}

/* Signed out on purpose, or the person gave up signing in again. */
export function sessionClosed(): void {
  csrf = '';
  signed = false;
  store.set(SIGNED_KEY, null);
  const dropped = waiting;
  waiting = [];
  dropped.forEach((resume) => resume(false));
  listeners.forEach((listener) => listener(null));
}

export function onSession(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function onSessionEnded(listener: () => void): () => void {
  endedListeners.add(listener);
  return () => endedListeners.delete(listener);
}

/* Waits until the person signed in again in place; false when they did not. */
export function signedAgain(): Promise<boolean> {
  if (!signed || endedListeners.size === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) endedListeners.forEach((listener) => listener());
  });
}

async function call(path: string, method: 'GET' | 'POST'): Promise<Me | null> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  }).catch(() => {
    throw networkProblem();
  });
  if (response.ok) return (await response.json()) as Me;
  if (response.status === 401 || response.status === 403) return null;
  throw await problemOf(response);
}

async function renewInTurn(since: number): Promise<Me | null> {
  if (Number(store.get(RENEWED_KEY) ?? 0) > since) {
    const me = await call('/v1/me', 'GET');
    if (me) return me;
  }
  const me = await call('/v1/session/renewal', 'POST');
  if (me) store.set(RENEWED_KEY, String(Date.now()));
  return me;
}

async function renewLocked(since: number): Promise<Me | null> {
  const locks = navigator.locks as LockManager | undefined;
  const me = locks
    ? await locks.request('elaska-renewal', () => renewInTurn(since))
    : await renewInTurn(since);
  if (me) sessionOpened(me);
  return me;
}

/* Renews at most once at a time; null when the session is over for good. */
export function renew(since: number): Promise<Me | null> {
  renewing ??= renewLocked(since).finally(() => {
    renewing = null;
  });
  return renewing;
}

/* Another tab renewed and our CSRF value is old: ask for the present one. */
export async function refreshCsrf(): Promise<boolean> {
  const me = await call('/v1/me', 'GET');
  if (!me) return false;
  sessionOpened(me);
  return true;
}

/* For tests only: a fresh page. */
export function resetSession(): void {
  csrf = '';
  signed = false;
  renewing = null;
  waiting = [];
  listeners.clear();
  endedListeners.clear();
}
