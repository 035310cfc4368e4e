/* A month of rows by the day that they are due. */
import { el } from '../dom';
import { address } from './cells';
import { titleOf, type Host } from './host';
import type { Answer, Choice, Row } from './types';

const iso = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, day: number): Date =>
  new Date(Date.UTC(year, month, day));
let shown: { year: number; month: number } | null = null;

class Calendar {
  readonly node = el('div', { class: 'ell-calendar' });
  private readonly month: { year: number; month: number };

  constructor(private readonly host: Host) {
    const now = new Date();
    shown ??= { year: now.getFullYear(), month: now.getMonth() };
    this.month = shown;
    this.draw([]);
    void this.load();
  }

  /* Whole weeks, Monday first. */
  private days(): Date[] {
    const first = utc(this.month.year, this.month.month, 1);
    const lead = (first.getUTCDay() + 6) % 7;
    const last = utc(this.month.year, this.month.month + 1, 0);
    const weeks = Math.ceil((lead + last.getUTCDate()) / 7);
    return Array.from({ length: weeks * 7 }, (_, i) =>
      utc(this.month.year, this.month.month, 1 - lead + i),
    );
  }

  private async load(): Promise<void> {
    const { host } = this;
    const days = this.days();
    const span = {
      field: 'due_on',
      op: 'between',
      value: [days[0], days[days.length - 1]].map((day) => (day ? iso(day) : 'today')),
    };
    const { filter, ...asked } = host.asked();
    const columns = ['due_on', 'status', 'state'].filter((code) => host.column(code));
    try {
      const answer = await host.call<Answer>('list.rows', {
        ...asked,
        filter: filter ? { and: [filter, span] } : span,
        columns,
        sort: ['due_on'],
        limit: 200,
      });
      this.draw(answer.rows);
    } catch (error) {
      host.say((error as Error).message || host.words.failed);
    }
  }

  private turn(by: number): void {
    const date = utc(this.month.year, this.month.month + by, 1);
    this.month.year = date.getUTCFullYear();
    this.month.month = date.getUTCMonth();
    this.draw([]);
    void this.load();
  }

  private draw(rows: Row[]): void {
    const { words } = this.host;
    const lang = words.lang;
    const title = utc(this.month.year, this.month.month, 1).toLocaleDateString(lang, {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const step = (by: -1 | 1): HTMLElement =>
      el(
        'button',
        {
          type: 'button',
          class: 'elaska-act',
          'aria-label': by < 0 ? words.before : words.after,
          click: () => this.turn(by),
        },
        by < 0 ? '‹' : '›',
      );
    const names = Array.from({ length: 7 }, (_, i) =>
      el(
        'div',
        { class: 'ell-dayname', 'aria-hidden': 'true' },
        utc(2026, 10, 16 + i).toLocaleDateString(lang, { weekday: 'short', timeZone: 'UTC' }),
      ),
    );
    this.node.replaceChildren(
      el('header', {}, step(-1), el('h3', { 'aria-live': 'polite' }, title), step(1)),
      el(
        'div',
        { class: 'ell-month' },
        ...names,
        ...this.days().map((date) => this.day(date, rows)),
      ),
      el('p', { class: 'elaska-quiet elaska-small' }, words.noDay),
    );
  }

  private day(date: Date, rows: Row[]): HTMLElement {
    const day = iso(date);
    const due = rows.filter((row) => row['due_on'] === day);
    const items = due.map((row) => {
      const status = (row['status'] ?? row['state']) as Choice | undefined;
      const colour = row.late ? 'red' : (status?.colour ?? 'slate');
      const title = titleOf(this.host.data, row);
      const href = address(this.host.data.address, row);
      return el(
        'li',
        {},
        el(
          'a',
          { href, title: `${title} · ${status?.label ?? ''}`, class: `elaska-c-${colour}` },
          title,
        ),
      );
    });
    const now = new Date();
    const today = iso(utc(now.getFullYear(), now.getMonth(), now.getDate())) === day;
    const other = date.getUTCMonth() !== this.month.month;
    const spoken = date.toLocaleDateString(this.host.words.lang, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
    return el(
      'section',
      {
        class: 'ell-day',
        'data-today': today,
        'data-other': other,
        'data-empty': due.length === 0,
        'aria-label': spoken,
      },
      el('span', { class: 'elaska-num' }, String(date.getUTCDate())),
      el('ul', {}, ...items),
    );
  }
}

export const calendar = (host: Host): HTMLElement => new Calendar(host).node;
