/* What the firm notes of its own about a task: read here, typed on a page where the form reacts. PLAT-08. */
import { el } from '../dom';
import { glyph } from '../ui/icon';
import type { FieldRow, Window } from './types';

const cells = (row: FieldRow): string =>
  row.rows ? row.rows.map((line) => line.join(' · ')).join('\n') : row.text;

export function more(w: Window): HTMLElement | null {
  const { words, fieldsUrl } = w.setting;
  const { fields, id, may } = w.task();
  if (!fields || fields.length === 0) return null;
  const filled = fields.filter((row) => cells(row) !== '');
  const edit =
    may.fields && fieldsUrl !== ''
      ? el('a', { class: 'elw-edit', href: fieldsUrl.replace('{id}', String(id)) }, words.change)
      : null;
  return el(
    'section',
    { class: 'elw-part' },
    el('h3', {}, glyph('list-details'), words.more, edit),
    filled.length > 0
      ? el(
          'dl',
          { class: 'elw-facts' },
          ...filled.flatMap((row) => [el('dt', {}, row.label), el('dd', {}, cells(row))]),
        )
      : el('p', { class: 'elw-none' }, words.moreNone),
  );
}
