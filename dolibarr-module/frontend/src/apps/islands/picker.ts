/*
 * Search box with a list of open cases (ARIA combobox): arrows move, Enter starts, Escape closes. What the page is
 * about is offered first, so that one Enter starts the timer on it.
 */
import { el } from './dom';
import type { Found, Target } from './timer-model';
import { put, type Words } from './text';

type Options = {
  words: Words;
  here: { label: string; target: Target } | null;
  find: (search: string, signal: AbortSignal) => Promise<Found[]>;
  pick: (target: Target) => void;
};

type Row = { label: string; detail: string; target: Target };

let serial = 0;

class Picker {
  readonly node: HTMLElement;
  private readonly id: string;
  private readonly list: HTMLUListElement;
  private readonly status = el('p', { role: 'status', class: 'elt-status' });
  private readonly input: HTMLInputElement;
  private rows: Row[] = [];
  private active = 0;
  private asked = new AbortController();
  private wait = 0;

  constructor(private readonly options: Options) {
    serial += 1;
    const { words } = options;
    this.id = `elaska-pick-${serial}`;
    this.list = el('ul', {
      id: this.id,
      role: 'listbox',
      'aria-label': words.results,
      class: 'elt-list',
    });
    this.input = el('input', {
      type: 'search',
      class: 'elt-search',
      role: 'combobox',
      autocomplete: 'off',
      placeholder: words.search,
      'aria-label': words.search,
      'aria-expanded': 'true',
      'aria-controls': this.id,
      'aria-autocomplete': 'list',
      input: () => this.later(),
      keydown: (event) => this.key(event as KeyboardEvent),
    });
    this.node = el('div', { class: 'elt-picker' }, this.input, this.list, this.status);
    void this.search();
    queueMicrotask(() => this.input.focus());
  }

  private later(): void {
    clearTimeout(this.wait);
    this.wait = window.setTimeout(() => void this.search(), 120);
  }

  private key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const count = this.rows.length;
    if (step !== 0 && count > 0) {
      event.preventDefault();
      this.mark((this.active + step + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const row = this.rows[this.active];
      if (row) this.options.pick(row.target);
    }
  }

  private mark(index: number): void {
    this.active = index;
    [...this.list.children].forEach((item, i) =>
      item.setAttribute('aria-selected', String(i === index)),
    );
    const chosen = this.list.children[index];
    if (chosen) {
      this.input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else this.input.removeAttribute('aria-activedescendant');
  }

  private draw(rows: Row[]): void {
    this.rows = rows;
    const items = rows.map((row, i) =>
      el(
        'li',
        {
          id: `${this.id}-${i}`,
          role: 'option',
          mousedown: (event) => event.preventDefault(),
          click: () => this.options.pick(row.target),
        },
        el('strong', {}, row.label),
        el('span', {}, row.detail),
      ),
    );
    this.list.replaceChildren(...items);
    this.mark(0);
  }

  private own(text: string): Row[] {
    const { here, words } = this.options;
    if (!here || text) return [];
    return [{ label: put(words.here, { label: here.label }), detail: '', target: here.target }];
  }

  private async search(): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const text = this.input.value.trim();
    const own = this.own(text);
    const { words, find } = this.options;
    try {
      const found = await find(text, this.asked.signal);
      const cases = found.map((item) => ({
        label: item.title,
        detail: `${item.ref} · ${item.client.name ?? ''}`,
        target: { case: item.id, client: item.client.id },
      }));
      this.draw([...own, ...cases]);
      this.status.textContent = own.length + cases.length === 0 ? words.none : '';
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      this.draw(own);
      this.status.textContent = (error as Error).message || words.failed;
    }
  }
}

export const picker = (options: Options): HTMLElement => new Picker(options).node;
