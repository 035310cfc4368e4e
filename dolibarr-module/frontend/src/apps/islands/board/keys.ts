/*
 * The board by keyboard: arrows go from card to card, Enter opens, Space takes a card, arrows carry it, Space puts it
 * down, Escape brings it back. Each thing that happens is said to screen readers.
 */
import { el } from '../dom';
import { put } from '../text';
import type { BoardModel, Place } from './model';
import type { Setting } from './types';
import type { BoardView } from './view';

type On = {
  may: (id: number, column: string) => boolean;
  dropped: (id: number, from: Place) => void;
};

const STEPS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class BoardKeys {
  readonly live = el('div', { class: 'elu-hidden', 'aria-live': 'assertive' });
  private held: { id: number; from: Place } | null = null;

  constructor(
    private readonly view: BoardView,
    private readonly model: BoardModel,
    private readonly setting: Setting,
    private readonly on: On,
  ) {
    view.node.addEventListener('keydown', (event) => this.key(event));
    view.node.addEventListener('focusin', (event) => this.focused(event.target as HTMLElement));
    view.node.addEventListener('focusout', (event) => {
      if (!view.node.contains(event.relatedTarget as Node) && this.held && !this.moving)
        this.cancel();
    });
  }

  private moving = false;

  /* A card is in the hand: its place is not told yet. */
  get holds(): boolean {
    return this.held !== null;
  }

  say(text: string): void {
    this.live.textContent = text;
  }

  private focused(target: HTMLElement): void {
    if (target.classList.contains('elb-open')) this.view.tabStop(target);
  }

  private key(event: KeyboardEvent): void {
    const button = (event.target as HTMLElement).closest<HTMLElement>('.elb-open');
    const id = Number(button?.closest<HTMLElement>('.elb-card')?.dataset['id']);
    if (!button || !id || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      if (this.held) this.carry(step);
      else this.go(id, step);
    } else if (event.key === ' ' && this.model.movable) {
      event.preventDefault();
      if (this.held) this.drop();
      else this.take(id);
    } else if (event.key === 'Enter' && this.held) {
      event.preventDefault();
      this.drop();
    } else if (event.key === 'Escape' && this.held) {
      event.preventDefault();
      this.cancel();
    }
  }

  private focus(id: number): void {
    const card = this.model.card(id);
    const column = card && this.view.column(card.status);
    const button = column?.nodeOf(id)?.querySelector<HTMLElement>('.elb-open');
    this.view.tabStop(button ?? null);
    button?.focus({ preventScroll: true });
    button?.closest('.elb-card')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  private go(id: number, [x, y]: [number, number]): void {
    const card = this.model.card(id);
    const columns = this.view.columns;
    const here = columns.findIndex((one) => one.column.code === card?.status);
    const row = columns[here]?.cards().findIndex((node) => Number(node.dataset['id']) === id) ?? 0;
    for (let at = here + x; at >= 0 && at < columns.length; at += x || columns.length) {
      const nodes = columns[at]?.cards() ?? [];
      const next = nodes[Math.min(Math.max(row + y, 0), nodes.length - 1)];
      if (next) return this.focus(Number(next.dataset['id']));
    }
  }

  private mark(id: number, on: boolean): void {
    const card = this.model.card(id);
    const node = card && this.view.column(card.status)?.nodeOf(id);
    node?.classList.toggle('elb-held', on);
  }

  private take(id: number): void {
    const card = this.model.card(id);
    if (!card) return;
    if (card.status === 'suggested') return this.say(this.setting.words.blocked);
    this.held = { id, from: this.model.place(id) };
    this.mark(id, true);
    this.say(put(this.setting.words.grabbed, { title: card.title }));
  }

  private to(id: number, place: Place): void {
    const from = this.model.card(id)?.status ?? '';
    this.moving = true;
    this.model.move(id, place);
    this.view.moved(id, from, true);
    this.mark(id, true);
    this.focus(id);
    this.moving = false;
  }

  private carry([x, y]: [number, number]): void {
    const id = this.held?.id ?? 0;
    const card = this.model.card(id);
    if (!card) return;
    const rows = this.model.visible(card.status);
    const at = rows.indexOf(card);
    if (y !== 0) {
      const before = y < 0 ? rows[at - 1] : rows[at + 2];
      if (y < 0 ? at > 0 : at < rows.length - 1)
        this.to(id, { column: card.status, before: before?.id ?? null });
    } else {
      const columns = this.model.columns;
      let next = columns.findIndex((one) => one.code === card.status) + x;
      while (columns[next] && !this.on.may(id, columns[next]?.code ?? '')) next += x;
      const code = columns[next]?.code;
      if (code) this.to(id, { column: code, before: this.model.visible(code)[at]?.id ?? null });
    }
    this.say(this.where(id));
  }

  private where(id: number): string {
    const card = this.model.card(id);
    const rows = card ? this.model.visible(card.status) : [];
    return put(this.setting.words.at, {
      column: this.model.column(card?.status ?? '')?.label ?? '',
      place: String(card ? rows.indexOf(card) + 1 : 0),
      count: String(rows.length),
    });
  }

  private drop(): void {
    const held = this.held;
    if (!held) return;
    this.held = null;
    this.mark(held.id, false);
    const card = this.model.card(held.id);
    const column = this.model.column(card?.status ?? '')?.label ?? '';
    this.say(put(this.setting.words.dropped, { title: card?.title ?? '', column }));
    this.on.dropped(held.id, held.from);
  }

  private cancel(): void {
    const held = this.held;
    if (!held) return;
    this.to(held.id, held.from);
    this.held = null;
    this.mark(held.id, false);
    this.say(this.setting.words.cancelled);
  }
}
