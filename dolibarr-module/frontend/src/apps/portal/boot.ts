/*
 * Runs before first paint, as a classic external script (the Content-Security-Policy allows no inline one):
 * theme and firm's colours of the last visit, language, and the first requests, so that they travel while
 * the application is still being read. Self-contained: no import.
 */
(() => {
  const root = document.documentElement;
  const read = (key: string): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const chosen = read('mantine-color-scheme-value');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const bar = document.querySelector('meta[name="theme-color"]');
  if (bar) bar.setAttribute('content', dark ? '#151b24' : '#ffffff');

  try {
    const accent = JSON.parse(read('elaska.accent') || '{}') as Record<string, string>;
    for (const name of Object.keys(accent)) root.style.setProperty(name, accent[name] || '');
  } catch {
    /* A damaged value: the default accent stands. */
  }

  const lang = read('elaska.lang') || (/^en\b/i.test(navigator.language) ? 'en' : 'fr');
  root.lang = lang;

  const path = location.pathname;
  const open = /^\/(invitations?|password-resets|forgot|login)(\/|$)/.test(path);
  const early: Record<string, Promise<Response> | undefined> = {};
  const get = (url: string): void => {
    const answer = fetch(url, {
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'accept-language': lang },
    });
    answer.catch(() => undefined);
    early[url] = answer;
  };
  if (open) {
    get('/v1/firm');
  } else {
    get('/v1/me');
    const client = (/^\/clients\/(\d+)/.exec(path) || [])[1] || read('elaska.client');
    if (!read('elaska.signed')) get('/v1/firm');
    else if (client && /^\/(clients\/\d+\/?)?$/.test(path)) get(`/v1/clients/${client}/home`);
  }
  (window as unknown as { elaskaEarly: typeof early }).elaskaEarly = early;

  const shape = document.getElementById('boot');
  if (shape) shape.setAttribute('data-for', open ? 'form' : 'page');
  else
    document.addEventListener('DOMContentLoaded', () => {
      document.getElementById('boot')?.setAttribute('data-for', open ? 'form' : 'page');
    });
})();
