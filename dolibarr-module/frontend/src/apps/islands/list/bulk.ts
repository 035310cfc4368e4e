/* Changes of the chosen rows: one field, one value, each row by its own rules; what is refused is told. */
import { el } from '../dom';
import { put, type Host } from './host';
import type { Failed } from './types';
import { changeField, type Field } from './values';

/* One letter for all that are chosen, where the list has a page for it. */
function letters({ words, letters: page, selected }: Host): HTMLElement[] {
  const href = `${page}${page.includes('?') ? '&' : '?'}cases=${[...selected].join(',')}`;
  return page ? [el('a', { class: 'elaska-second', href }, words.letters)] : [];
}

/* Into folders, where the page has a tree beside it (islands/folders). */
function filing({ words, files, selected }: Host): HTMLElement[] {
  if (!files) return [];
  const click = (): void => files([...selected]);
  return [el('button', { type: 'button', class: 'elaska-second', click }, words.fileIn)];
}

function refused({ words }: Host, failed: Failed[]): Array<HTMLElement | string> {
  const reasons = [...new Set(failed.map((f) => f.message))];
  return [
    put(words.refused, { n: failed.length }),
    el('ul', {}, ...reasons.map((reason) => el('li', {}, reason))),
  ];
}

export function bulk(host: Host, done: () => void): HTMLElement {
  const { words, data, selected } = host;
  const node = el('div', {
    class: 'elaska-selbar ell-bulk',
    role: 'region',
    'aria-label': words.set,
  });
  const editable = data.define.columns.filter((column) => column.editable);
  if (selected.size === 0 || (editable.length === 0 && !host.letters && !host.files)) return node;
  let field: Field | null = null;
  const place = el('span', {});
  const report = el('div', { role: 'status', class: 'ell-report' });
  const choice = el('select', { class: 'flat', 'aria-label': words.set });
  choice.append(new Option(words.choose, ''));
  for (const column of editable) choice.append(new Option(column.label, column.code));
  const apply = el('button', { type: 'button', class: 'butAction', disabled: true }, words.apply);
  choice.addEventListener('change', () => {
    const column = host.column(choice.value);
    field = column ? changeField(column, undefined, data.define, words) : null;
    place.replaceChildren(...(field ? [` ${words.to} `, field.node] : []));
    apply.disabled = !field;
  });
  apply.addEventListener('click', () => {
    const column = host.column(choice.value);
    const value = field?.read();
    if (!column || value === undefined) return;
    apply.disabled = true;
    void host
      .change([...selected], column, value)
      .then(({ done: good, failed }) => {
        for (const id of good) selected.delete(id);
        host.say(put(words.done, { n: good.length }));
        if (failed.length > 0) {
          report.replaceChildren(...refused(host, failed));
          apply.disabled = false;
        } else done();
        host.reload();
      })
      .catch((error: Error) => {
        host.say(error.message || words.failed);
        apply.disabled = false;
      });
  });
  const count = selected.size === 1 ? words.selectedOne : put(words.selected, { n: selected.size });
  node.append(
    el('strong', {}, count),
    el('label', {}, `${words.set} `, choice),
    place,
    apply,
    ...letters(host),
    ...filing(host),
    report,
  );
  return node;
}
