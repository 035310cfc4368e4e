/*
 * Texts of pages that are read when first visited: they come with the page, not with the first screen. A language that
 * is chosen later brings them along.
 */
import i18next from 'i18next';
import type { Lang } from '../format';

type Loader = (lang: Lang) => Promise<{ default: object }>;

const wanted = new Map<string, Loader>();

async function bring(ns: string, lang: Lang): Promise<void> {
  const load = wanted.get(ns);
  if (!load || i18next.hasResourceBundle(lang, ns)) return;
  i18next.addResourceBundle(lang, ns, (await load(lang)).default);
}

const LOADERS: Record<'work' | 'share' | 'vault', Loader> = {
  work: (lang) =>
    lang === 'en' ? import('@/locales/en/work.json') : import('@/locales/fr/work.json'),
  share: (lang) =>
    lang === 'en' ? import('@/locales/en/share.json') : import('@/locales/fr/share.json'),
  vault: (lang) =>
    lang === 'en' ? import('@/locales/en/vault.json') : import('@/locales/fr/vault.json'),
};

/* Resolves when the texts of the present language are there; French stands in where they cannot be fetched. */
export async function needTexts(ns: keyof typeof LOADERS): Promise<void> {
  wanted.set(ns, LOADERS[ns]);
  const lang: Lang = i18next.language === 'en' ? 'en' : 'fr';
  await Promise.all([
    bring(ns, 'fr'),
    ...(lang === 'en' ? [bring(ns, 'en').catch(() => undefined)] : []),
  ]);
}

export async function bringAll(lang: Lang): Promise<void> {
  await Promise.all([...wanted.keys()].map((ns) => bring(ns, lang).catch(() => undefined)));
}
