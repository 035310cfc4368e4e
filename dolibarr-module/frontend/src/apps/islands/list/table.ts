/* The rows as a table: sorted by its heads, changed in place, chosen for changes of many. */
import { el } from '../dom';
import { address, cell, isNumber, scanned } from './cells';
import { naming, put, titleOf, type Host } from './host';
import type { Column, Row } from './types';
import { changeField, sent } from './values';

function sorted(host: Host, column: Column, add: boolean): void {
  const { sort } = host.data.state;
  const at = sort.findIndex((s) => s.replace('-', '') === column.code);
  const down = at >= 0 && sort[at] === column.code;
  const next = down ? `-${column.code}` : column.code;
  if (!add) return host.update({ sort: [next] });
  const others = sort.filter((s) => s.replace('-', '') !== column.code);
  host.update({ sort: at === 0 ? [next, ...others] : [...others.slice(0, 1), next] });
}

function head(host: Host, column: Column): HTMLElement {
  const { words, data } = host;
  const used = data.state.sort.find((s) => s.replace('-', '') === column.code);
  const order = used ? (used.startsWith('-') ? 'descending' : 'ascending') : undefined;
  const arrow = order ? (order === 'ascending' ? ' ▲' : ' ▼') : '';
  const content = column.sortable
    ? el(
        'button',
        {
          type: 'button',
          class: 'ell-head',
          title: put(words.sortBy, { name: column.label }),
          click: (event) => sorted(host, column, (event as MouseEvent).shiftKey),
        },
        column.label,
        el('span', { 'aria-hidden': 'true' }, arrow),
      )
    : column.label;
  return el(
    'th',
    { scope: 'col', class: isNumber(column) ? 'right' : '', 'aria-sort': order },
    content,
  );
}

/* The field takes the place of the cell until something is chosen, or Escape. */
function editing(host: Host, row: Row, column: Column, place: HTMLTableCellElement): void {
  const field = changeField(column, row[column.code], host.data.define, host.words);
  const input = field.node.matches('input, select')
    ? field.node
    : field.node.querySelector<HTMLElement>('input, select');
  const close = (): void => fill(host, row, column, place, true);
  let busy = false;
  const take = async (): Promise<void> => {
    const value = field.read();
    if (value === undefined || busy) return;
    if (value === sent(column, row[column.code])) return close();
    busy = true;
    if (!(await host.edit(row, column, value))) close();
  };
  place.replaceChildren(field.node);
  input?.focus();
  const choice = field.node instanceof HTMLSelectElement;
  if (choice) field.node.addEventListener('change', () => void take());
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && !choice) void take();
  });
  field.node.addEventListener('focusout', () => {
    if (busy || !place.contains(field.node)) return;
    if (choice) close();
    else void take();
  });
}

function fill(
  host: Host,
  row: Row,
  column: Column,
  place: HTMLTableCellElement,
  focus = false,
): void {
  const content = cell(column, row, host.data, host.words);
  if (!column.editable || row.version === undefined) return place.replaceChildren(content);
  const button = el('button', {
    type: 'button',
    class: 'ell-edit',
    'aria-label': put(host.words.edit, { name: column.label }),
    title: put(host.words.edit, { name: column.label }),
    click: () => editing(host, row, column, place),
  });
  place.replaceChildren(content, button);
  if (focus) button.focus();
}

function line(host: Host, row: Row, columns: Column[], chosen: () => void): HTMLElement {
  const { data, words } = host;
  const { title, under } = naming(data);
  const name = titleOf(data, row);
  const box = el('input', {
    type: 'checkbox',
    'aria-label': put(words.select, { name }),
    change: () => {
      if (box.checked) host.selected.add(row.id);
      else host.selected.delete(row.id);
      chosen();
    },
  });
  box.checked = host.selected.has(row.id);
  const link = el('a', { href: address(data.address, row) }, name || '—');
  const small = under.map((column) =>
    el('div', { class: 'elaska-quiet elaska-small elaska-num' }, cell(column, row, data, words)),
  );
  if (row.scan) small.push(el('div', {}, scanned(row.scan, words)));
  const cells = columns.map((column) => {
    const td = el('td', {
      'data-label': column.label,
      class: isNumber(column) ? 'right nowraponall' : '',
    });
    fill(host, row, column, td);
    return td;
  });
  const first = el('td', { class: 'elaska-title', 'data-label': title.label }, link, ...small);
  const drag = host.files ? 'true' : undefined;
  const props = { class: 'oddeven', 'data-row': String(row.id), draggable: drag };
  return el('tr', props, el('td', { class: 'elaska-tick' }, box), first, ...cells);
}

export function table(host: Host, chosen: () => void): HTMLElement {
  const { data, words } = host;
  const { title } = naming(data);
  const columns = host.columns
    .filter((code) => !data.without.includes(code))
    .map((code) => host.column(code))
    .filter((c) => c !== undefined);
  const { rows } = data.answer;
  const all = el('input', {
    type: 'checkbox',
    'aria-label': words.selectAll,
    change: () => {
      for (const row of rows)
        if (all.checked) host.selected.add(row.id);
        else host.selected.delete(row.id);
      body.replaceChildren(...rows.map((row) => line(host, row, columns, chosen)));
      chosen();
    },
  });
  const body = el('tbody', {}, ...rows.map((row) => line(host, row, columns, chosen)));
  return el(
    'div',
    { class: 'div-table-responsive' },
    el(
      'table',
      { class: 'noborder centpercent elaska-list ell-table' },
      el(
        'thead',
        {},
        el(
          'tr',
          { class: 'liste_titre' },
          el('th', { class: 'elaska-tick' }, all),
          head(host, title),
          ...columns.map((column) => head(host, column)),
        ),
      ),
      body,
    ),
  );
}
