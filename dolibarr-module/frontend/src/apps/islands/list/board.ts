/* Rows by status: a card is dragged to another column, or sent there by its own choice. */
import { el } from '../dom';
import { address, badge, cell } from './cells';
import { naming, put, titleOf, type Host } from './host';
import type { BoardGroup, Column, Row } from './types';

const FACTS = ['client', 'case', 'due_on', 'lead', 'users', 'priority'];

class Board {
  readonly node = el('div', { class: 'ell-board' });
  private dragged: { row: Row; card: HTMLElement } | null = null;
  private groups: BoardGroup[] = [];

  constructor(
    private readonly host: Host,
    private readonly status: Column,
  ) {
    this.node.append(el('p', { role: 'status' }, host.words.loading));
    void this.load();
  }

  private async load(): Promise<void> {
    const { host } = this;
    const columns = ['status', ...FACTS].filter((code) => host.column(code)?.hidden === false);
    try {
      const asked = { ...host.asked(), by: 'status', columns, limit: 50 };
      this.groups = (await host.call<{ groups: BoardGroup[] }>('list.board', asked)).groups;
      this.draw();
    } catch (error) {
      host.say((error as Error).message || host.words.failed);
    }
  }

  private draw(): void {
    this.node.replaceChildren(...this.groups.map((group) => this.column(group)));
  }

  private column(group: BoardGroup): HTMLElement {
    const { words } = this.host;
    const total = group.total_capped ? `${group.total}+` : String(group.total ?? group.rows.length);
    const rest = (group.total ?? 0) > group.rows.length;
    const cards = el('ul', {}, ...group.rows.map((row) => this.card(row, group)));
    const column = el(
      'section',
      {
        class: 'ell-column',
        'aria-label': group.status.label,
        dragover: (event) => {
          if (!this.dragged) return;
          event.preventDefault();
          column.toggleAttribute('data-over', true);
        },
        dragleave: () => column.removeAttribute('data-over'),
        drop: (event) => {
          event.preventDefault();
          column.removeAttribute('data-over');
          const taken = this.dragged;
          this.dragged = null;
          if (taken) void this.move(taken.row, group, taken.card, cards);
        },
      },
      el('header', {}, badge(group.status), el('span', { class: 'elaska-num' }, total)),
      cards,
    );
    if (rest) {
      const filter = { field: 'status', op: 'is', value: group.status.code };
      const more = put(words.more, { n: total });
      const click = (): void => this.host.update({ mode: 'table', view: 'all', filter });
      column.append(el('button', { type: 'button', class: 'elaska-act', click }, more));
    }
    return column;
  }

  private card(row: Row, group: BoardGroup): HTMLElement {
    const { host } = this;
    const { data, words } = host;
    const { under } = naming(data);
    const facts = FACTS.map((code) => host.column(code))
      .filter((c) => c !== undefined)
      .filter((c) => !c.hidden && row[c.code] !== null && row[c.code] !== '')
      .slice(0, 4)
      .map((c) => el('span', {}, cell(c, row, data, words)));
    const card = el(
      'li',
      {
        class: 'ell-card',
        draggable: this.status.editable ? 'true' : undefined,
        dragstart: () => (this.dragged = { row, card }),
        dragend: () => (this.dragged = null),
      },
      el('a', { href: address(data.address, row), draggable: 'false' }, titleOf(data, row)),
      ...under.map((c) =>
        el('span', { class: 'elaska-quiet elaska-small' }, cell(c, row, data, words)),
      ),
      el('div', { class: 'ell-facts' }, ...facts),
      row.late ? el('span', { class: 'elaska-badge elaska-c-red' }, words.late) : null,
      this.status.editable ? this.sender(row, group) : null,
    );
    return card;
  }

  /* The keyboard's way: a choice of the other columns. */
  private sender(row: Row, group: BoardGroup): HTMLElement {
    const name = put(this.host.words.moveTo, { name: titleOf(this.host.data, row) });
    const choice = el('select', { class: 'flat ell-move', 'aria-label': name, title: name });
    choice.append(new Option('→', ''));
    for (const other of this.groups)
      if (other !== group) choice.append(new Option(other.status.label, other.status.code));
    choice.addEventListener('change', () => {
      const target = this.groups.find((other) => other.status.code === choice.value);
      if (target) void this.move(row, target);
    });
    return choice;
  }

  /* Shown at once; taken back when the core refuses. */
  private async move(
    row: Row,
    to: BoardGroup,
    card?: HTMLElement,
    list?: HTMLElement,
  ): Promise<void> {
    const from = this.groups.find((group) => group.rows.includes(row));
    if (!from || from === to) return;
    if (card && list) list.prepend(card);
    from.rows = from.rows.filter((other) => other !== row);
    to.rows.unshift(row);
    from.total = Math.max(0, (from.total ?? 1) - 1);
    to.total = (to.total ?? 0) + 1;
    this.draw();
    if (!(await this.host.edit(row, this.status, to.status.code))) await this.load();
  }
}

export function board(host: Host): HTMLElement {
  const status = host.column('status');
  return status ? new Board(host, status).node : el('div');
}
