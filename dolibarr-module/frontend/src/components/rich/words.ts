/* The words of the editor, for the portal and for pages that have no catalogue of their own. */
const FRENCH = {
  tools: 'Mise en forme',
  shape: 'Style du paragraphe',
  shapes: ['Texte', 'Titre 1', 'Titre 2', 'Titre 3'],
  bold: 'Gras',
  italic: 'Italique',
  underline: 'Souligné',
  bullet_list: 'Liste à puces',
  ordered_list: 'Liste numérotée',
  link: 'Lien',
  undo: 'Annuler la frappe',
  redo: 'Rétablir la frappe',
  address: 'Adresse du lien',
  addressHelp: 'https://…, une adresse e-mail ou un téléphone',
  apply: 'Appliquer',
  remove: 'Retirer le lien',
  badLink: 'Cette adresse n’est pas valable : une page https, une adresse e-mail ou un téléphone.',
  placeholder: 'Écrivez ici…',
};
export type RichWords = typeof FRENCH;
const ENGLISH: RichWords = {
  tools: 'Formatting',
  shape: 'Paragraph style',
  shapes: ['Text', 'Heading 1', 'Heading 2', 'Heading 3'],
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  bullet_list: 'Bullet list',
  ordered_list: 'Numbered list',
  link: 'Link',
  undo: 'Undo',
  redo: 'Redo',
  address: 'Link address',
  addressHelp: 'https://…, an e-mail address or a telephone number',
  apply: 'Apply',
  remove: 'Remove the link',
  badLink: 'This address is not valid: an https page, an e-mail address or a telephone number.',
  placeholder: 'Write here…',
};

export const richWords = (lang: string): RichWords =>
  lang.toLowerCase().startsWith('en') ? ENGLISH : FRENCH;
