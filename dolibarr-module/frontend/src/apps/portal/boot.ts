/*
 * Runs before first paint, as a classic external script (the Content-Security-Policy allows no inline one): theme and
 * firm's colours of the last visit, language, the first requests, so that they travel while the application is still
 * being read, and the first words on the screen. Bundled on its own; kept to a few kilobytes.
 */
import type { Home, Me, Todo } from '@/lib/api/types';
import { homeShape, signInShape } from './boot-shell';

type Early = Record<string, Promise<Response> | undefined>;

const root = document.documentElement;
const early: Early = {};

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function paintColours(): void {
  const chosen = read('mantine-color-scheme-value');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const bar = document.querySelector('meta[name="theme-color"]');
  bar?.setAttribute('content', dark ? '#151b24' : '#ffffff');
  try {
    const accent = JSON.parse(read('elaska.accent') ?? '{}') as Record<string, string>;
    for (const name of Object.keys(accent)) root.style.setProperty(name, accent[name] ?? '');
  } catch {
    /* A damaged value: the default accent stands. */
  }
}

const lang = (read('elaska.lang') ?? navigator.language).toLowerCase().startsWith('en')
  ? 'en'
  : 'fr';

function get(url: string): Promise<Response> {
  const answer = fetch(url, {
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'accept-language': lang },
  });
  answer.catch(() => undefined);
  early[url] = answer;
  return answer;
}

/* Reads a copy: the answer itself belongs to the application. */
const peek = async <T>(answer: Promise<Response>): Promise<T | null> => {
  const response = await answer;
  return response.ok ? ((await response.clone().json()) as T) : null;
};

/* The page's markup is there, the application has not drawn yet. */
const parsed = new Promise<void>((resolve) => {
  const ready = (): void => {
    if (document.readyState !== 'loading') resolve();
  };
  document.addEventListener('readystatechange', ready);
  ready();
});

async function draw(shape: HTMLElement[]): Promise<void> {
  await parsed;
  document.getElementById('boot')?.replaceChildren(...shape);
}

async function drawHome(me: Promise<Response>, client: string): Promise<void> {
  const [who, what, todo] = await Promise.all([
    peek<Me>(me),
    peek<Home>(get(`/v1/clients/${client}/home`)),
    peek<Todo>(get(`/v1/clients/${client}/todo`)),
  ]);
  if (who) await draw(homeShape(who.account.lang, who, what, todo));
}

/* Asks for what the first screen needs; resolves when its first words are drawn, or cannot be. */
function start(): Promise<void> {
  const path = location.pathname;
  const signed = read('elaska.signed') !== null;
  const open = /^\/(invitations|password-resets|forgot|login|share)(\/|$)/.test(path);
  const client = (/^\/clients\/(\d+)/.exec(path) ?? [])[1] ?? read('elaska.client');
  const me = open ? null : get('/v1/me');
  if (!signed || open) void get('/v1/firm');
  if (path === '/login' || (path === '/' && !signed)) {
    return draw(signInShape(lang, read('elaska.firm') ?? ''));
  }
  if (me && client && /^\/(clients\/\d+\/?)?$/.test(path)) {
    return drawHome(me, client);
  }
  return Promise.resolve();
}

root.lang = lang;
paintColours();
const page = window as unknown as { elaskaEarly: Early; elaskaWords: Promise<void> };
page.elaskaEarly = early;
page.elaskaWords = start().catch(() => undefined);
