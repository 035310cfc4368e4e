/*
 * The first screen before the application is read: the sign-in card, or the header, the greeting and what waits,
 * as soon as the answers are there. Same places and sizes as the real ones (styles/shell.css), replaced by them.
 */
import type { Home, Me, Todo } from '@/lib/api/types';
import { initials } from '@/lib/initials';
import { firstName, summaryWords } from '@/features/home/summary';
import { app as appEn, home as homeEn, login as loginEn } from '@/locales/en/portal.json';
import { app as appFr, home as homeFr, login as loginFr } from '@/locales/fr/portal.json';

const TEXT = {
  fr: { app: appFr, home: homeFr, login: loginFr },
  en: { app: appEn, home: homeEn, login: loginEn },
};

type Lang = keyof typeof TEXT;

function el(tag: string, name: string, ...children: Array<Node | string>): HTMLElement {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...children);
  return node;
}

const mark = (firm: string, note: string): HTMLElement =>
  el(
    'span',
    'boot-firm',
    el('span', 'boot-tile', initials(firm)),
    el('span', '', el('b', '', firm), ...(note ? [el('small', '', note)] : [])),
  );

const field = (label: string): HTMLElement =>
  el('div', 'boot-field', el('span', '', label), el('i', 'boot-input'));

export function signInShape(lang: Lang, firm: string): HTMLElement[] {
  const { app, login } = TEXT[lang];
  return [
    el('div', 'boot-auth-head', mark(firm, app.space)),
    el(
      'div',
      'boot-auth',
      el('div', 'boot-words', el('h1', '', login.title), el('p', '', login.lead)),
      field(login.email),
      field(login.password),
      el('i', 'boot-button'),
    ),
  ];
}

/* i18next's plural for the two languages here: French says «0 facture», English "0 invoices". */
function translator(lang: Lang): Parameters<typeof summaryWords>[2] {
  const say = (key: string, values?: { count: number }): string => {
    const texts = TEXT[lang].home as Record<string, string>;
    const name = key.replace('home.', '');
    if (!values) return texts[name] ?? '';
    const one = lang === 'fr' ? values.count < 2 : values.count === 1;
    const text = texts[`${name}_${one ? 'one' : 'other'}`] ?? '';
    return text.replace('{{count}}', String(values.count));
  };
  return say as unknown as Parameters<typeof summaryWords>[2];
}

export function homeShape(lang: Lang, me: Me, home: Home | null, todo: Todo | null): HTMLElement[] {
  const { home: texts } = TEXT[lang];
  const hello = texts.hello.replace('{{name}}', firstName(me.account.name));
  const words = home
    ? summaryWords(home.waiting, todo?.count ?? 0, translator(lang)).join(' ')
    : '\u00a0';
  return [
    el('div', 'boot-head', el('div', 'boot-inside', mark(me.firm.name, ''))),
    el(
      'div',
      'boot-page',
      el('div', 'boot-words', el('h1', '', hello), el('p', '', words)),
      el('i', 'boot-card'),
      el('i', 'boot-card'),
      el('i', 'boot-card'),
    ),
  ];
}
