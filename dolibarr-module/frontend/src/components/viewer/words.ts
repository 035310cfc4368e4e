/* What the viewer says, in both languages: it is shown in the portal and in Dolibarr's pages, which have texts of their own. */
import { lang } from '@/lib/format';

const FR = {
  close: 'Fermer',
  closer: 'Agrandir',
  further: 'Réduire',
  fit: 'Ajuster à l’écran',
  turn: 'Pivoter',
  next: 'Document suivant',
  previous: 'Document précédent',
  download: 'Télécharger',
  page: 'Page {page} sur {pages}',
  pages: 'Pages du document',
  building: 'Aperçu en cours de préparation…',
  late: 'L’aperçu n’est pas encore prêt.',
  again: 'Réessayer',
  more: 'Les pages suivantes arrivent…',
  rest: 'L’aperçu s’arrête à la page {page} sur {pages}. Téléchargez le document pour lire la suite.',
  cut: 'Le texte continue : téléchargez le document pour lire la suite.',
  noneTitle: 'Pas d’aperçu',
  failed: 'Ce document n’a pas pu être affiché. Vérifiez votre connexion, puis réessayez.',
  kind: 'Ce type de fichier se lit après téléchargement.',
  damaged: 'Ce fichier est abîmé ou incomplet : il ne peut pas être affiché.',
  protected: 'Ce document est protégé par un mot de passe : il se lit après téléchargement.',
  tooLarge: 'Cette image est trop grande pour être affichée ici.',
  office:
    'Les pages de ce document ne sont pas préparées ici : voici son texte. Il se lit en entier après téléchargement.',
  other: 'L’aperçu n’a pas pu être préparé. Le document se lit après téléchargement.',
};
export type Words = typeof FR;

const EN: Words = {
  close: 'Close',
  closer: 'Zoom in',
  further: 'Zoom out',
  fit: 'Fit to the screen',
  turn: 'Rotate',
  next: 'Next document',
  previous: 'Previous document',
  download: 'Download',
  page: 'Page {page} of {pages}',
  pages: 'Pages of the document',
  building: 'Preparing the preview…',
  late: 'The preview is not ready yet.',
  again: 'Try again',
  more: 'Further pages are coming…',
  rest: 'The preview ends at page {page} of {pages}. Download the document to read the rest.',
  cut: 'There is more text: download the document to read the rest.',
  noneTitle: 'No preview',
  failed: 'This document could not be shown. Check your connection, then try again.',
  kind: 'This kind of file is read after downloading it.',
  damaged: 'This file is damaged or incomplete: it cannot be shown.',
  protected: 'This document is protected by a password: it is read after downloading it.',
  tooLarge: 'This picture is too large to be shown here.',
  office:
    'The pages of this document are not prepared here: this is its text. It is read whole after downloading it.',
  other: 'The preview could not be prepared. The document is read after downloading it.',
};

export const words = (): Words => (lang() === 'en' ? EN : FR);

export const fill = (text: string, values: Record<string, number>): string =>
  text.replace(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''));

const REASONS: Record<string, keyof Words> = {
  'preview.kind': 'kind',
  'preview.damaged': 'damaged',
  'preview.protected': 'protected',
  'preview.too_large': 'tooLarge',
  'preview.no_office': 'kind',
};

export const reasonOf = (key: string | undefined): string =>
  words()[REASONS[key ?? 'preview.kind'] ?? 'other'];
