/* French texts for tests, without a browser. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import fr from '@/locales/fr/portal.json';

await i18next.use(initReactI18next).init({
  lng: 'fr',
  ns: ['portal'],
  defaultNS: 'portal',
  resources: { fr: { portal: fr } },
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});

export const t = i18next.t;
