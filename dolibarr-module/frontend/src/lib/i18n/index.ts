/*
 * French travels with the application, English comes when asked for. Keys are typed by the French file; a test
 * proves that the English one has the same.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setLang, type Lang } from '../format';
import fr from '@/locales/fr/portal.json';
import type share from '@/locales/fr/share.json';
import type vault from '@/locales/fr/vault.json';
import type work from '@/locales/fr/work.json';
import { bringAll } from './extra';

const LANG_KEY = 'elaska.lang';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'portal';
    resources: { portal: typeof fr; work: typeof work; share: typeof share; vault: typeof vault };
  }
}

export const isLang = (value: unknown): value is Lang => value === 'fr' || value === 'en';

async function load(lang: Lang): Promise<void> {
  if (lang === 'en' && !i18next.hasResourceBundle('en', 'portal')) {
    const en = await import('@/locales/en/portal.json');
    i18next.addResourceBundle('en', 'portal', en.default);
  }
}

export async function startI18n(): Promise<void> {
  const lang: Lang = document.documentElement.lang === 'en' ? 'en' : 'fr';
  await i18next.use(initReactI18next).init({
    lng: 'fr',
    fallbackLng: 'fr',
    ns: ['portal'],
    defaultNS: 'portal',
    resources: { fr: { portal: fr } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  if (lang !== 'fr') await changeLang(lang);
}

export async function changeLang(lang: Lang): Promise<void> {
  await Promise.all([load(lang).catch(() => undefined), bringAll(lang)]);
  setLang(lang);
  document.documentElement.lang = lang;
  try {
    localStorage.setItem(LANG_KEY, lang);
  } catch {
    /* Storage refused: the account remembers. */
  }
  await i18next.changeLanguage(lang);
}
