/* The board put together: what is drawn, what is asked of the server, what is undone when it refuses. */
import { el } from '../dom';
import { office, OfficeError } from '../office';
import { put } from '../text';
import { glyph } from '../ui/icon';
import { toast } from '../ui/toast';
import { createTask, openTask } from '../task/window';
import { cardDraggable, dragging } from './drag';
import { filterBar, type FilterBar } from './filter';
import { BoardKeys } from './keys';
import { BoardModel, NO_FILTER, type Filter, type Place } from './model';
import type { BoardData, Card, Person, Setting } from './types';
import { BoardView } from './view';

const STALE_MS = 60_000;

/* Once what was just drawn is on the screen. */
const afterPaint = (run: () => void): void => {
  requestAnimationFrame(() => setTimeout(run));
};

export class Board {
  private model = new BoardModel({ columns: [], cards: [], truncated: false, movable: false });
  private view: BoardView | null = null;
  private keys: BoardKeys | null = null;
  private bar: FilterBar | null = null;
  private moves = 0;
  private filter: Filter = NO_FILTER;
  private read = Date.now();
  /* Moves reach the server in the order in which they were made. */
  private queue: Promise<unknown> = Promise.resolve();
  private readonly body = el('div', { class: 'elb-body' });
  private readonly note = el('p', { class: 'elb-note', role: 'status' });

  constructor(
    private readonly root: HTMLElement,
    private readonly setting: Setting,
  ) {}

  async start(given: BoardData | null): Promise<void> {
    this.root.classList.add('elb');
    if (given) this.draw(given, true);
    else await this.load(true);
    if (this.model.partial) afterPaint(() => void this.rest());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && Date.now() - this.read > STALE_MS) void this.load(false);
    });
    this.openAsked();
  }

  /* ?task=12 opens that task, ?new=1 a new one. */
  private openAsked(): void {
    const asked = new URLSearchParams(location.search);
    const task = Number(asked.get('task') ?? 0);
    if (task > 0) this.open(task);
    else if (asked.get('new') === '1' && this.model.movable) this.create(null);
  }

  private async load(first: boolean): Promise<void> {
    if (first) this.root.replaceChildren(this.skeleton());
    try {
      this.draw(
        await office<BoardData>(this.setting.office, 'task.board', this.setting.scope),
        first,
      );
    } catch (error) {
      if (first) this.root.replaceChildren(this.broken(error as Error));
    }
  }

  /* What the page left out; a failure leaves the first cards, and the next look asks again. */
  private async rest(): Promise<void> {
    const { model } = this;
    await this.queue;
    const { moves } = this;
    try {
      const data = await office<BoardData>(this.setting.office, 'task.board', this.setting.scope);
      if (model !== this.model) return;
      /* Moved in the meantime: what was read is no longer so. */
      if (moves !== this.moves || this.keys?.holds) return void setTimeout(() => this.rest(), 500);
      model.complete(data.cards);
      this.view?.completed();
      this.bar?.offer(this.peopleShown());
      this.say();
    } catch {
      this.read = 0;
    }
  }

  private skeleton(): HTMLElement {
    const column = (): HTMLElement =>
      el('div', { class: 'elb-column elb-ghost' }, ...[1, 2, 3].map(() => el('i', {})));
    return el(
      'div',
      { class: 'elb-columns', 'aria-busy': 'true', 'aria-label': this.setting.words.loading },
      ...[1, 2, 3, 4].map(column),
    );
  }

  private broken(error: Error): HTMLElement {
    const { words } = this.setting;
    const retry = (): void => void this.load(true);
    return el(
      'div',
      { class: 'elaska-empty', role: 'alert' },
      el('p', {}, error.message || words.failed),
      el('button', { type: 'button', class: 'elaska-second', click: retry }, words.retry),
    );
  }

  private draw(data: BoardData, first: boolean): void {
    this.read = Date.now();
    this.model = new BoardModel(data);
    this.model.filter = this.filter;
    this.view = new BoardView(this.model, this.setting, {
      open: (id) => this.open(id),
      add: (column) => this.create(column),
      drawn: (node, id) => this.model.movable && cardDraggable(node, id),
    });
    const may = (id: number, column: string): boolean => this.may(id, column);
    this.keys = new BoardKeys(this.view, this.model, this.setting, {
      may,
      dropped: (id, from) => this.sent(id, from),
    });
    if (this.model.movable) dragging(this.view, { may, drop: (id, to) => this.dropped(id, to) });
    this.body.replaceChildren(this.view.node, this.keys.live);
    if (first) this.frame();
    this.fit();
    this.say();
  }

  private frame(): void {
    const { words } = this.setting;
    this.bar = filterBar(
      this.setting,
      this.peopleShown(),
      (filter) => this.filtered(filter),
      this.model.movable ? () => this.create(null) : null,
    );
    const hint = el('p', { class: 'elb-keys' }, glyph('info-circle'), words.keys);
    this.root.replaceChildren(this.bar.node, this.note, this.body, hint);
    window.addEventListener('resize', () => this.fit());
  }

  /* The board ends where the window ends: columns scroll, the page does not. */
  private fit(): void {
    const top = this.body.getBoundingClientRect().top + window.scrollY;
    this.root.style.setProperty('--elb-top', `${Math.round(top)}px`);
  }

  private peopleShown(): Person[] {
    const seen = new Map<number, Person>();
    for (const { code } of this.model.columns)
      for (const card of this.model.visible(code))
        for (const person of card.assignees) seen.set(person.id, person);
    return [...seen.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  private filtered(filter: Filter): void {
    this.filter = filter;
    this.model.filter = filter;
    this.view?.fill();
    this.say();
  }

  private say(): void {
    const { words, scope } = this.setting;
    const shown = this.model.columns.reduce((n, one) => n + this.model.visible(one.code).length, 0);
    const lines = [
      this.model.size === 0 ? (scope.mine ? words.nothingMine : words.nothing) : '',
      this.model.size > 0 && shown === 0 ? words.none : '',
      this.model.truncated ? words.truncated : '',
    ];
    this.note.textContent = lines.filter(Boolean).join(' ');
  }

  private may(id: number, column: string): boolean {
    const card = this.model.card(id);
    return card !== undefined && (card.status === 'suggested') === (column === 'suggested');
  }

  private dropped(id: number, to: Place): void {
    const from = this.model.place(id);
    if (to.before === id || (to.column === from.column && to.before === from.before)) return;
    this.model.move(id, to);
    this.view?.moved(id, from.column);
    this.sent(id, from);
  }

  /* The card stands where it was put: the server is told, a refusal puts it back. */
  private sent(id: number, from: Place, silent = false): void {
    const to = this.model.place(id);
    if (to.column === from.column && to.before === from.before) return;
    this.moves++;
    this.queue = this.queue.then(() => this.send(id, from, to, silent));
  }

  private async send(id: number, from: Place, to: Place, silent: boolean): Promise<void> {
    const { words } = this.setting;
    const input = { task: id, to: to.column, ...(to.before === null ? {} : { before: to.before }) };
    try {
      const answer = await office<{ version: number; next: number | null }>(
        this.setting.office,
        'task.move',
        input,
      );
      const card = this.model.card(id);
      if (card) card.version = answer.version;
      /* The end of one in a series begins the next. */
      if (answer.next) void this.load(false);
      if (silent || !card || to.column === from.column) return;
      const column = this.model.column(to.column)?.label ?? '';
      const undo = { label: words.undo, run: () => this.undo(id, from) };
      toast(put(words.moved, { title: card.title, column }), { undo });
    } catch (error) {
      this.place(id, from);
      toast((error as Error).message || words.failed, { bad: true });
      if (error instanceof OfficeError && error.status === 409) void this.load(false);
    }
  }

  private place(id: number, to: Place): void {
    const from = this.model.card(id)?.status;
    if (from === undefined) return;
    this.model.move(id, to);
    this.view?.moved(id, from);
  }

  private undo(id: number, back: Place): void {
    const from = this.model.place(id);
    this.place(id, back);
    this.sent(id, from, true);
  }

  private open(id: number): void {
    void openTask(id, this.setting, {
      changed: (card) => this.changed(card),
      removed: (gone) => this.removed(gone),
    });
  }

  private create(column: string | null): void {
    const status = column ?? undefined;
    createTask(this.setting, status, {
      changed: (card) => this.changed(card),
      removed: () => undefined,
    });
  }

  private changed(card: Card): void {
    const from = this.model.card(card.id)?.status ?? null;
    this.model.set(card);
    this.view?.changed(card, from);
    this.say();
  }

  private removed(id: number): void {
    const from = this.model.card(id)?.status;
    if (from === undefined) return;
    this.model.remove(id);
    this.view?.removed(id, from);
    this.say();
  }
}
