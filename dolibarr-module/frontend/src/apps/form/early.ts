/*
 * What somebody typed in the plain form before this one was ready: it is taken over, never lost. Names are those of the
 * plain form, "f_" and the code; a field of several controls is left out.
 */
import type { FieldDef } from '@/components/form/types';

const TAKEN: ReadonlySet<string> = new Set([
  'text',
  'long',
  'number',
  'amount',
  'percent',
  'date',
  'time',
  'duration',
  'email',
  'phone',
  'iban',
  'siren',
  'siret',
  'nir',
  'choice',
]);

const before = (control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string =>
  control instanceof HTMLSelectElement
    ? ([...control.options].find((option) => option.defaultSelected)?.value ?? '')
    : control.defaultValue;

/* Codes and texts, in the order of the fields. */
export function typedEarly(root: ParentNode, fields: readonly FieldDef[]): Array<[string, string]> {
  const out: Array<[string, string]> = [];
  for (const field of fields) {
    if (!TAKEN.has(field.type)) continue;
    const control = root.querySelector<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      `input[name="f_${field.code}"]:not([type="hidden"]), textarea[name="f_${field.code}"], select[name="f_${field.code}"]`,
    );
    if (!control || control.disabled) continue;
    const now = control.value.trim();
    if (now !== before(control).trim()) out.push([field.code, now]);
  }
  return out;
}
