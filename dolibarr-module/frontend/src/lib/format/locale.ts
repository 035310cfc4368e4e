/* The reader's language, set by lib/i18n; formatters follow it. */
export type Lang = 'fr' | 'en';

let current: Lang = 'fr';

export const setLang = (lang: Lang): void => {
  current = lang;
};
export const lang = (): Lang => current;
export const locale = (): string => (current === 'fr' ? 'fr-FR' : 'en-GB');
