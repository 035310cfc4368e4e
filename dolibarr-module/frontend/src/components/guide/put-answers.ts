/* Answers that stand elsewhere, instead of what was typed in those fields here. */
import type { FormEngine, PageDef } from '@/components/form/types';
import type { FormHandle } from '@/components/form/use-form';
import { fieldsOf, typedOf } from './answers';

export function putAnswers(
  engine: FormEngine | null,
  handle: FormHandle,
  pages: PageDef[],
  answers: Record<string, unknown>,
): void {
  const { typed, rows } = typedOf(pages, answers);
  const given = new Map(typed);
  for (const field of fieldsOf(pages)) {
    if (!(field.code in answers)) continue;
    if (field.type === 'table') {
      engine?.setRows(field.code, 0);
      engine?.setRows(field.code, new Map(rows).get(field.code) ?? 0);
    } else handle.type(field.code, given.get(field.code) ?? '');
  }
  for (const [key, text] of typed) {
    const at = key.lastIndexOf('#');
    if (at >= 0) handle.type(key.slice(0, at), text, Number(key.slice(at + 1)));
  }
}
