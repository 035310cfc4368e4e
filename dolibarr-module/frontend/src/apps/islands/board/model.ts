/*
 * Cards in their columns, in order, and what is left of them when filtered. Knows no page: moves here are instant, the
 * server is told afterwards and a refusal puts the card back.
 */
import type { BoardData, Card, Column } from './types';

export type Filter = {
  text: string;
  person: number; /* 0: everyone, -1: nobody */
  late: boolean;
  client: boolean;
  urgent: boolean;
};

export const NO_FILTER: Filter = { text: '', person: 0, late: false, client: false, urgent: false };

/* Where a card stands: its column and the card after it. */
export type Place = { column: string; before: number | null };

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

export class BoardModel {
  readonly columns: Column[];
  readonly truncated: boolean;
  readonly movable: boolean;
  /* Cards of these columns that are on their way. */
  private readonly missing = new Map<string, number>();
  filter: Filter = NO_FILTER;
  private readonly cards = new Map<number, Card>();
  private readonly lists = new Map<string, Card[]>();
  private readonly texts = new Map<number, string>();

  constructor(data: BoardData) {
    this.columns = data.columns;
    this.truncated = data.truncated;
    this.movable = data.movable;
    for (const column of data.columns) this.lists.set(column.code, []);
    for (const card of data.cards) this.put(card);
    if (data.partial)
      for (const { code, count } of data.columns)
        this.missing.set(code, Math.max(0, count - this.visible(code).length));
  }

  get partial(): boolean {
    return this.missing.size > 0;
  }

  /* The whole board arrived, in the order of the server: cards that are known stay the same objects. */
  complete(cards: Card[]): void {
    const known = new Map(this.cards);
    this.missing.clear();
    this.cards.clear();
    for (const list of this.lists.values()) list.length = 0;
    for (const card of cards) {
      const old = known.get(card.id);
      this.put(old?.status === card.status ? old : card);
    }
  }

  /* How many the column holds, those that are on their way included. */
  count(code: string): number {
    const shown = this.visible(code).length;
    return this.filtered ? shown : shown + (this.missing.get(code) ?? 0);
  }

  card(id: number): Card | undefined {
    return this.cards.get(id);
  }

  column(code: string): Column | undefined {
    return this.columns.find((column) => column.code === code);
  }

  get size(): number {
    return this.cards.size;
  }

  private put(card: Card): void {
    this.cards.set(card.id, card);
    this.lists.get(card.status)?.push(card);
  }

  /* New or changed: keeps its place in its column, else goes last. */
  set(card: Card): void {
    const old = this.cards.get(card.id);
    this.texts.delete(card.id);
    const list = this.lists.get(card.status);
    const at = old && old.status === card.status ? (list?.indexOf(old) ?? -1) : -1;
    if (list && at >= 0) {
      list[at] = card;
      this.cards.set(card.id, card);
      return;
    }
    this.remove(card.id);
    this.put(card);
  }

  remove(id: number): void {
    const card = this.cards.get(id);
    if (!card) return;
    const list = this.lists.get(card.status) ?? [];
    const at = list.indexOf(card);
    if (at >= 0) list.splice(at, 1);
    this.cards.delete(id);
  }

  place(id: number): Place {
    const card = this.cards.get(id);
    const list = (card && this.lists.get(card.status)) ?? [];
    const next = card ? list[list.indexOf(card) + 1] : undefined;
    return { column: card?.status ?? '', before: next?.id ?? null };
  }

  /* Into a column, before a card or last. */
  move(id: number, to: Place): void {
    const card = this.cards.get(id);
    const list = this.lists.get(to.column);
    if (!card || !list || to.before === id) return;
    const from = this.lists.get(card.status) ?? [];
    const at = from.indexOf(card);
    if (at >= 0) from.splice(at, 1);
    card.status = to.column;
    const next = to.before === null ? undefined : this.cards.get(to.before);
    const where = next ? list.indexOf(next) : -1;
    list.splice(where < 0 ? list.length : where, 0, card);
  }

  private text(card: Card): string {
    let text = this.texts.get(card.id);
    if (text === undefined) {
      const { title, case: of, client, assignees } = card;
      const people = assignees.map((person) => person.name).join(' ');
      text = plain([title, of?.ref, of?.title, client?.name, people].join(' '));
      this.texts.set(card.id, text);
    }
    return text;
  }

  private shows(card: Card, words: string[]): boolean {
    const { person, late, client, urgent } = this.filter;
    if (late && !card.late) return false;
    if (client && !card.for_client) return false;
    if (urgent && card.priority !== 'high' && card.priority !== 'urgent') return false;
    if (person > 0 && !card.assignees.some((one) => one.id === person)) return false;
    if (person < 0 && card.assignees.length > 0) return false;
    return words.every((word) => this.text(card).includes(word));
  }

  get filtered(): boolean {
    const { text, person, late, client, urgent } = this.filter;
    return text.trim() !== '' || person !== 0 || late || client || urgent;
  }

  /* Cards of a column that the filter lets through, in order. */
  visible(code: string): Card[] {
    const list = this.lists.get(code) ?? [];
    if (!this.filtered) return list;
    const words = plain(this.filter.text).split(/\s+/).filter(Boolean);
    return list.filter((card) => this.shows(card, words));
  }
}
