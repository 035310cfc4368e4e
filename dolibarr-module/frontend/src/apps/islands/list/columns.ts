/* Which columns are shown and in which order: dragged, or moved with buttons. Kept for this person. */
import { el } from '../dom';
import { put, type Host } from './host';
import type { Column } from './types';

class Chooser {
  readonly node: HTMLElement;
  private readonly list = el('ul', { class: 'ell-chooser' });
  private dragged: string | null = null;

  constructor(private readonly host: Host) {
    const reset = el(
      'button',
      { type: 'button', class: 'elaska-act', click: () => this.keep(this.original()) },
      host.words.reset,
    );
    this.node = el('div', {}, this.list, reset);
    this.draw();
  }

  private original(): string[] {
    const { columns } = this.host.data.define;
    return columns.filter((c) => c.shown && !c.fixed).map((c) => c.code);
  }

  private keep(codes: string[], focus = ''): void {
    this.host.keepColumns(codes);
    this.draw();
    if (focus) this.list.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus();
  }

  private move(code: string, to: number, focus: string): void {
    const codes = this.host.columns.filter((other) => other !== code);
    codes.splice(Math.max(0, Math.min(to, codes.length)), 0, code);
    this.keep(codes, focus);
  }

  private draw(): void {
    const { host } = this;
    const all = host.data.define.columns.filter((column) => !column.fixed && !column.hidden);
    const shown = host.columns.map((code) => host.column(code)).filter((c) => c !== undefined);
    const others = all.filter((column) => !host.columns.includes(column.code));
    this.list.replaceChildren(...[...shown, ...others].map((column) => this.item(column)));
  }

  private step(column: Column, by: -1 | 1): HTMLElement {
    const { words, columns } = this.host;
    const at = columns.indexOf(column.code);
    const focus = `${column.code}:${by}`;
    const label = put(by < 0 ? words.up : words.down, { name: column.label });
    return el(
      'button',
      {
        type: 'button',
        class: 'elaska-act',
        'aria-label': label,
        title: label,
        'data-focus': focus,
        disabled: by < 0 ? at <= 0 : at === columns.length - 1,
        click: () => this.move(column.code, at + by, focus),
      },
      by < 0 ? '↑' : '↓',
    );
  }

  private box(column: Column): HTMLInputElement {
    const { columns } = this.host;
    const on = columns.includes(column.code);
    const change = (): void => {
      const others = columns.filter((code) => code !== column.code);
      this.keep(on ? others : [...columns, column.code], column.code);
    };
    const box = el('input', { type: 'checkbox', 'data-focus': column.code, change });
    box.checked = on;
    return box;
  }

  private item(column: Column): HTMLElement {
    const on = this.host.columns.includes(column.code);
    const label = el('label', {}, this.box(column), ` ${column.label}`);
    if (!on) return el('li', {}, label);
    const taken = (event: Event): void => {
      event.preventDefault();
      const code = this.dragged;
      this.dragged = null;
      if (code && code !== column.code)
        this.move(code, this.host.columns.indexOf(column.code), code);
    };
    return el(
      'li',
      {
        draggable: 'true',
        dragstart: () => (this.dragged = column.code),
        dragover: (event) => {
          if (this.dragged) event.preventDefault();
        },
        drop: taken,
      },
      label,
      el('span', {}, this.step(column, -1), this.step(column, 1)),
    );
  }
}

export const chooser = (host: Host): HTMLElement => new Chooser(host).node;
