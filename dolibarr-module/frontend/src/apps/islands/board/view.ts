/*
 * The board as it is drawn: columns whose heads stay, lists that scroll and draw only what was scrolled to, so that two
 * thousand cards are painted as fast as twenty.
 */
import { el } from '../dom';
import { put } from '../text';
import { glyph } from '../ui/icon';
import { cardNode } from './card';
import type { BoardModel } from './model';
import type { Card, Column, Setting } from './types';

const FIRST = 12;
const MORE = 60;

export type Asks = {
  open: (id: number) => void;
  add: (column: string) => void;
  /* A card was drawn: it can be dragged. */
  drawn: (node: HTMLLIElement, id: number) => void;
};

export class ColumnView {
  readonly node: HTMLElement;
  readonly list: HTMLUListElement;
  private readonly count = el('span', { class: 'elb-count' });
  private readonly empty: HTMLElement;
  private readonly more = el('li', { class: 'elb-end', 'aria-hidden': 'true' });
  private readonly watch: IntersectionObserver;
  private nodes = new Map<number, HTMLLIElement>();

  constructor(
    readonly column: Column,
    private readonly model: BoardModel,
    private readonly setting: Setting,
    private readonly asks: Asks,
  ) {
    const head = `elb-head-${column.code}`;
    this.empty = el('p', { class: 'elb-empty' }, setting.words.empty);
    this.list = el('ul', { class: 'elb-list', 'aria-labelledby': head }, this.more);
    this.node = el(
      'section',
      { class: `elb-column elaska-c-${column.colour}`, 'data-column': column.code },
      el(
        'header',
        { class: 'elb-head' },
        el('h2', { id: head }, el('span', { class: 'elb-dot' }), column.label),
        this.count,
        this.adder(),
      ),
      this.list,
      this.empty,
    );
    this.watch = new IntersectionObserver(
      (seen) => seen.some((s) => s.isIntersecting) && this.grow(),
      {
        root: this.list,
        rootMargin: '800px',
      },
    );
    this.watch.observe(this.more);
  }

  private adder(): HTMLElement | null {
    const { column, setting, model } = this;
    if (!model.movable || column.code === 'suggested' || column.class === 'done') return null;
    const label = put(setting.words.addHere, { column: column.label });
    return el(
      'button',
      {
        type: 'button',
        class: 'elb-add',
        'aria-label': label,
        title: label,
        click: () => this.asks.add(column.code),
      },
      glyph('plus'),
    );
  }

  private node1(card: Card): HTMLLIElement {
    const node = cardNode(card, this.setting);
    this.nodes.set(card.id, node);
    this.asks.drawn(node, card.id);
    return node;
  }

  get drawn(): number {
    return this.nodes.size;
  }

  nodeOf(id: number): HTMLLIElement | undefined {
    return this.nodes.get(id);
  }

  cards(): HTMLLIElement[] {
    return [...this.list.children].filter(
      (node): node is HTMLLIElement => node !== this.more,
    ) as HTMLLIElement[];
  }

  /* From the first card on: after a filter, or at the start. */
  fill(keep = FIRST): void {
    this.nodes = new Map();
    const rows = this.model.visible(this.column.code).slice(0, Math.max(FIRST, keep));
    this.list.replaceChildren(...rows.map((card) => this.node1(card)), this.more);
    this.recount();
  }

  grow(count = MORE): void {
    const rows = this.model.visible(this.column.code);
    const next = rows.slice(this.drawn, this.drawn + count);
    if (next.length === 0) return;
    this.more.before(...next.map((card) => this.node1(card)));
  }

  completed(): void {
    const rows = this.model.visible(this.column.code);
    const drawn = this.cards().map((node) => Number(node.dataset['id']));
    if (drawn.some((id, i) => rows[i]?.id !== id)) this.fill(drawn.length);
    this.recount();
    /* The end of the list may have been in sight while there was nothing more. */
    this.watch.unobserve(this.more);
    this.watch.observe(this.more);
  }

  recount(): void {
    const count = this.model.count(this.column.code);
    this.count.textContent = String(count);
    this.empty.hidden = count > 0;
    this.list.hidden = count === 0;
  }

  drop(id: number): HTMLLIElement | null {
    const node = this.nodes.get(id) ?? null;
    node?.remove();
    this.nodes.delete(id);
    return node;
  }

  /* Where the model has it, if that part of the list is drawn; `sure` draws up to it. */
  insert(card: Card, node: HTMLLIElement | null, sure = false): HTMLLIElement | null {
    const rows = this.model.visible(this.column.code);
    const at = rows.indexOf(card);
    if (at < 0) return null;
    if (at > this.drawn) {
      if (!sure) return null;
      this.grow(at - this.drawn + MORE);
      return this.nodes.get(card.id) ?? null;
    }
    const next = rows.slice(at + 1).find((row) => this.nodes.has(row.id));
    const place = (next && this.nodes.get(next.id)) ?? this.more;
    const shown = node ?? this.node1(card);
    this.nodes.set(card.id, shown);
    place.before(shown);
    return shown;
  }

  redraw(card: Card): void {
    const old = this.nodes.get(card.id);
    old?.replaceWith(this.node1(card));
  }
}

export class BoardView {
  readonly node: HTMLElement;
  readonly columns: ColumnView[];

  constructor(
    private readonly model: BoardModel,
    setting: Setting,
    asks: Asks,
  ) {
    this.columns = model.columns.map((column) => new ColumnView(column, model, setting, asks));
    this.node = el(
      'div',
      { class: 'elb-columns', role: 'region', 'aria-label': setting.words.board, tabindex: '-1' },
      ...this.columns.map((column) => column.node),
    );
    this.node.addEventListener('click', (event) => {
      const card = (event.target as Element).closest<HTMLElement>('.elb-card');
      if (card) asks.open(Number(card.dataset['id']));
    });
    this.fill();
  }

  /* The rest of the cards arrived: what is drawn stays. */
  completed(): void {
    for (const column of this.columns) column.completed();
  }

  column(code: string): ColumnView | undefined {
    return this.columns.find((one) => one.column.code === code);
  }

  fill(): void {
    for (const column of this.columns) column.fill();
    this.tabStop();
  }

  /* One tab stop for the whole board; arrows go on from there (keys.ts). */
  tabStop(button?: HTMLElement | null): void {
    const stop =
      button ?? this.node.querySelector<HTMLElement>('.elb-open[tabindex="0"], .elb-open');
    this.node
      .querySelectorAll('.elb-open[tabindex="0"]')
      .forEach((one) => one !== stop && one.setAttribute('tabindex', '-1'));
    stop?.setAttribute('tabindex', '0');
  }

  /* After the model moved it. Draws the one card and two counts, nothing else. */
  moved(id: number, from: string, sure = false): HTMLLIElement | null {
    const card = this.model.card(id);
    if (!card) return null;
    const old = this.column(from);
    const target = this.column(card.status);
    const node = old?.drop(id) ?? null;
    const shown = target?.insert(card, node, sure) ?? null;
    old?.recount();
    if (target !== old) target?.recount();
    return shown;
  }

  changed(card: Card, from: string | null): void {
    if (from !== null && from !== card.status) {
      this.column(from)?.drop(card.id);
      this.column(from)?.recount();
    }
    const column = this.column(card.status);
    if (from === card.status) column?.redraw(card);
    else column?.insert(card, null, true);
    column?.recount();
    this.tabStop();
  }

  removed(id: number, from: string): void {
    this.column(from)?.drop(id);
    this.column(from)?.recount();
    this.tabStop();
  }
}
