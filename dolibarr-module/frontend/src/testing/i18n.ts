/* French texts for tests, without a browser. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import fr from '@/locales/fr/portal.json';
import work from '@/locales/fr/work.json';

await i18next.use(initReactI18next).init({
  lng: 'fr',
  ns: ['portal', 'work'],
  defaultNS: 'portal',
  resources: { fr: { portal: fr, work } },
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});

export const t = i18next.t;
