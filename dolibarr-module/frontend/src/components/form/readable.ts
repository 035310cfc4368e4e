/* An answer as a person reads it, before the service has said it: options by their labels, days as days. Pure. */
import { MASK, sealedUid } from './sealed';
import { shown } from './TextControl';
import { labelText, type FieldDef } from './types';
import { spoken } from '@/lib/format';
import { saidOf } from '@/lib/rich/tree';

export type Words = { yes: string; no: string };

const label = (field: FieldDef, code: string, lang: string): string =>
  labelText(field.options?.find((option) => option.code === code)?.label, lang) || code;

export function readable(field: FieldDef, text: string, lang: string, words: Words): string {
  if (text === '') return '';
  if (sealedUid(text) !== null) return field.masked?.text ?? MASK;
  switch (field.type) {
    case 'yesno':
      return text === 'true' ? words.yes : words.no;
    case 'choice':
      return label(field, text, lang);
    case 'link':
      return label(field, text, lang).replace(/^\d+$/, 'n°\u00a0$&');
    case 'choices':
      return text
        .split(',')
        .map((code) => label(field, code, lang))
        .join(', ');
    case 'date':
      return text.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
    case 'duration':
      return spoken(Number(text));
    case 'amount':
      return `${shown(text, 'amount', lang)}\u00a0${(field.currency ?? 'EUR').replace('EUR', '€')}`;
    case 'percent':
      return `${shown(text, 'percent', lang)}\u00a0%`;
    case 'number':
      return text.replace('.', lang === 'en' ? '.' : ',');
    case 'rich':
      return saidOf(text);
    case 'address':
      return text.split('\n').filter(Boolean).join(', ');
    default:
      return text;
  }
}
