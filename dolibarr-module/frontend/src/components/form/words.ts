/* The few words that the drawing of a form needs, for pages that have no catalogue of their own. */
import type { FormWords } from './FormPage';

const FRENCH: FormWords = {
  required: 'obligatoire',
  optional: 'facultatif',
  yes: 'Oui',
  no: 'Non',
  choose: 'Choisir…',
  add: 'Ajouter une ligne',
  remove: 'Retirer',
  none: '—',
  street: 'Numéro et rue',
  zip: 'Code postal',
  town: 'Ville',
  country: 'Pays',
  reveal: 'Afficher',
  hide: 'Masquer',
  replace: 'Remplacer',
  hidden: 'Cette donnée ne peut pas être affichée.',
};
const ENGLISH: FormWords = {
  required: 'required',
  optional: 'optional',
  yes: 'Yes',
  no: 'No',
  choose: 'Choose…',
  add: 'Add a line',
  remove: 'Remove',
  none: '—',
  street: 'Number and street',
  zip: 'Postcode',
  town: 'Town',
  country: 'Country',
  reveal: 'Show',
  hide: 'Hide',
  replace: 'Replace',
  hidden: 'This value cannot be shown.',
};

export const formWords = (lang: string): FormWords =>
  lang.toLowerCase().startsWith('en') ? ENGLISH : FRENCH;
