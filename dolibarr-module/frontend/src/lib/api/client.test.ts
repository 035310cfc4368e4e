import { beforeEach, describe, expect, test, vi } from 'vitest';
import { api, fetchAnswer, url } from './client';
import { fileName } from './download';
import { Problem } from './problem';
import {
  isSigned,
  onSession,
  onSessionEnded,
  sessionClosed,
  sessionOpened,
  SIGNED_KEY,
} from './session';
import { me } from '@/testing/mock/fixtures';
import { refusal } from '@/testing/mock/routes';

type Call = { method: string; url: string; headers: Headers; body: string | null };

const calls: Call[] = [];

function reply(status: number, body?: unknown, headers: Record<string, string> = {}): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

const ended = (): Response => {
  const { status, body } = refusal(401, 'session.ended', 'Votre session est terminée.');
  return reply(status, body);
};

/* Answers in turn by "METHOD path"; the last one of a list stays. */
function serve(routes: Record<string, Array<() => Response | Promise<Response>>>): void {
  vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    calls.push({
      method,
      url: input,
      headers: new Headers(init.headers),
      body: (init.body as string | undefined) ?? null,
    });
    if (init.signal?.aborted) return Promise.reject(new DOMException('stop', 'AbortError'));
    const list = routes[`${method} ${input.split('?')[0]}`] ?? [];
    const next = list.length > 1 ? list.shift() : list[0];
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError('no network'));
  });
}

const count = (route: string): number =>
  calls.filter((call) => `${call.method} ${call.url.split('?')[0]}` === route).length;

beforeEach(() => {
  calls.length = 0;
  localStorage.setItem(SIGNED_KEY, '1');
});

const HOME = '/v1/clients/17/home';
const RENEWAL = 'POST /v1/session/renewal';
const home = () => api('get', '/v1/clients/{client}/home', { path: { client: 17 } });

describe('addresses', () => {
  test('PORT_03 path and query are filled and escaped', () => {
    expect(
      url('/v1/clients/{client}/cases', {
        path: { client: 17 },
        query: { after: 'a/b=', class: undefined },
      }),
    ).toBe('/v1/clients/17/cases?after=a%2Fb%3D');
  });
});

describe('session renewal', () => {
  test('SEC_02 an ended access is renewed once and the call goes on', async () => {
    serve({
      [`GET ${HOME}`]: [ended, () => reply(200, { cases_open: 3 })],
      [RENEWAL]: [() => reply(200, me(true))],
    });
    await expect(home()).resolves.toMatchObject({ cases_open: 3 });
    expect(count(RENEWAL)).toBe(1);
    expect(count(`GET ${HOME}`)).toBe(2);
  });

  test('SEC_02 many calls at once share one renewal: its token is single use', async () => {
    const fresh = () => reply(200, { cases_open: 1 });
    serve({
      [`GET ${HOME}`]: [ended, ended, ended, fresh],
      [RENEWAL]: [() => reply(200, me(true))],
    });
    await Promise.all([home(), home(), home()]);
    expect(count(RENEWAL)).toBe(1);
  });

  test('SEC_02 another tab renewed meanwhile: its session is taken, no second renewal', async () => {
    serve({
      [`GET ${HOME}`]: [
        () => {
          localStorage.setItem('elaska.renewed', String(Date.now() + 1000));
          return ended();
        },
        () => reply(200, {}),
      ],
      'GET /v1/me': [() => reply(200, me(true))],
    });
    await home();
    expect(count(RENEWAL)).toBe(0);
    expect(count('GET /v1/me')).toBe(1);
  });

  test('SEC_02 refused renewal: the refusal comes out, without a second try', async () => {
    serve({ [`GET ${HOME}`]: [ended], [RENEWAL]: [ended] });
    await expect(home()).rejects.toMatchObject({ status: 401, key: 'session.ended' });
    expect(count(RENEWAL)).toBe(1);
    expect(count(`GET ${HOME}`)).toBe(1);
  });

  test('SEC_02 a browser that never signed in does not try a renewal', async () => {
    localStorage.clear();
    serve({ [`GET ${HOME}`]: [ended] });
    await expect(home()).rejects.toBeInstanceOf(Problem);
    expect(count(RENEWAL)).toBe(0);
  });

  test('PORT_50 session over: the call waits for a new sign-in and then goes on with what was typed', async () => {
    sessionOpened(me(true));
    serve({
      'PATCH /v1/me': [ended, () => reply(200, me(true))],
      [RENEWAL]: [ended],
    });
    const asked = new Promise<void>((resolve) => onSessionEnded(resolve));
    const saved = api('patch', '/v1/me', { body: { lang: 'en' } });
    await asked;
    sessionOpened({ ...me(true), csrf: 'f'.repeat(32) });
    await expect(saved).resolves.toMatchObject({ account: { id: 9 } });
    const last = calls[calls.length - 1];
    expect(last?.body).toBe('{"lang":"en"}');
    expect(last?.headers.get('x-elaska-csrf')).toBe('f'.repeat(32));
  });

  test('PORT_50 leaving instead: the call ends with its refusal', async () => {
    sessionOpened(me(true));
    onSessionEnded(() => sessionClosed());
    serve({ [`GET ${HOME}`]: [ended], [RENEWAL]: [ended] });
    await expect(home()).rejects.toMatchObject({ status: 401 });
    expect(isSigned()).toBe(false);
  });

  test('SEC_02 a login refused is an answer, not an ended session', async () => {
    serve({ 'POST /v1/session': [ended] });
    const attempt = api('post', '/v1/session', {
      body: { email: 'a@b.fr', password: 'x' },
      anonymous: true,
    });
    await expect(attempt).rejects.toMatchObject({ status: 401 });
    expect(count(RENEWAL)).toBe(0);
  });
});

describe('cross-site protection', () => {
  test('SEC_22 the value goes with every call that changes something, and with no other', async () => {
    sessionOpened(me(true));
    serve({ [`GET ${HOME}`]: [() => reply(200, {})], 'DELETE /v1/session': [() => reply(204)] });
    await home();
    await api('delete', '/v1/session');
    expect(calls[0]?.headers.has('x-elaska-csrf')).toBe(false);
    expect(calls[1]?.headers.get('x-elaska-csrf')).toBe(me(true).csrf);
  });

  test('SEC_22 a value made old by another tab is asked anew, once', async () => {
    sessionOpened(me(true));
    const { status, body } = refusal(403, 'request.csrf', 'Rechargez la page.');
    serve({
      'DELETE /v1/session': [() => reply(status, body), () => reply(204)],
      'GET /v1/me': [() => reply(200, { ...me(true), csrf: 'a'.repeat(32) })],
    });
    await expect(api('delete', '/v1/session')).resolves.toBeUndefined();
    expect(calls[2]?.headers.get('x-elaska-csrf')).toBe('a'.repeat(32));
  });

  test('SEC_22 another refusal is not tried again', async () => {
    sessionOpened(me(true));
    const { status, body } = refusal(403, 'account.suspended', 'Accès suspendu.');
    serve({ 'DELETE /v1/session': [() => reply(status, body)] });
    await expect(api('delete', '/v1/session')).rejects.toMatchObject({ key: 'account.suspended' });
    expect(calls).toHaveLength(1);
  });
});

describe('failures', () => {
  test('PORT_03 a problem names key, field, parameters and delay', async () => {
    const { status, body } = refusal(429, 'account.locked', 'Trop d’essais.', {
      field: 'email',
      params: { minutes: '14' },
    });
    serve({ 'POST /v1/session': [() => reply(status, body, { 'retry-after': '837' })] });
    const failed = await api('post', '/v1/session', {
      body: { email: 'a@b.fr', password: 'x' },
      anonymous: true,
    }).catch((error: unknown) => error as Problem);
    expect(failed).toMatchObject({ status: 429, key: 'account.locked', retryAfter: 837 });
    expect((failed as Problem).errors[0]).toMatchObject({ field: 'email' });
  });

  test('PORT_50 a page that is not ours becomes a sentence, never raw text', async () => {
    serve({ [`GET ${HOME}`]: [() => new Response('<html>502</html>', { status: 502 })] });
    await expect(home()).rejects.toMatchObject({
      status: 502,
      key: 'portal.unavailable',
      transient: true,
    });
  });

  test('PORT_50 no network', async () => {
    serve({});
    await expect(home()).rejects.toMatchObject({
      status: 0,
      key: 'portal.network',
      transient: true,
    });
  });

  test('PORT_50 an answer cut in the middle is a network failure', async () => {
    serve({ [`GET ${HOME}`]: [() => new Response('{"cases_op', { status: 200 })] });
    await expect(home()).rejects.toMatchObject({ key: 'portal.network' });
  });

  test('PORT_03 a call given up says so and is no failure', async () => {
    serve({ [`GET ${HOME}`]: [() => reply(200, {})] });
    const control = new AbortController();
    control.abort();
    const given = api('get', '/v1/clients/{client}/home', {
      path: { client: 17 },
      signal: control.signal,
    });
    await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('PORT_01 what the boot script asked serves once', async () => {
    serve({ [`GET ${HOME}`]: [() => reply(200, { cases_open: 2 })] });
    window.elaskaEarly = { [HOME]: Promise.resolve(reply(200, { cases_open: 1 })) };
    await expect(home()).resolves.toMatchObject({ cases_open: 1 });
    await expect(home()).resolves.toMatchObject({ cases_open: 2 });
    window.elaskaEarly = {};
  });
});

describe('files', () => {
  test.each([
    ['attachment; filename="FA2611-0004.pdf"', 'FA2611-0004.pdf'],
    ['attachment; filename="x.pdf"; filename*=UTF-8\'\'d%C3%A9tail.pdf', 'détail.pdf'],
    ["attachment; filename*=UTF-8''%E0%A4%A", 'secours.pdf'],
    [null, 'secours.pdf'],
  ])('PORT_20 name of a file from %s', (header, name) => {
    expect(fileName(header, 'secours.pdf')).toBe(name);
  });

  test('PORT_20 an ended session is renewed before a download', async () => {
    serve({
      'GET /v1/x.pdf': [ended, () => new Response('%PDF')],
      [RENEWAL]: [() => reply(200, me(true))],
    });
    const answer = await fetchAnswer('get', '/v1/x.pdf');
    expect(answer.status).toBe(200);
  });
});

test('PORT_04 signing out tells everyone who listens', () => {
  const heard: Array<unknown> = [];
  onSession((who) => heard.push(who?.account.id ?? null));
  sessionOpened(me(true));
  sessionClosed();
  expect(heard).toEqual([9, null]);
  expect(localStorage.getItem(SIGNED_KEY)).toBeNull();
});
