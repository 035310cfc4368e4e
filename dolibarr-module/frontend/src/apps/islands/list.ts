/*
 * Lists of the back office (CRM-23, CASE-22, CASE-32): filters with and/or, columns chosen and ordered, saved views,
 * sort, pages, changes in place and of many, boards, calendars, exports. Everything comes from list.define, so a new
 * list needs no line here. Takes over [data-elaska-list], whose rows may be read before.
 */
import './list.css';
import { el } from './dom';
import { board } from './list/board';
import { bulk } from './list/bulk';
import { calendar } from './list/calendar';
import { chooser } from './list/columns';
import { countOf, filters } from './list/filters';
import { put, type Changed, type Host } from './list/host';
import { table } from './list/table';
import type { Answer, Column, Data, Mode, Row, State, Value } from './list/types';
import { sent } from './list/values';
import { views } from './list/views';
import { listWords, type ListWords } from './list/words';
import { office } from './office';

const pack = (value: unknown): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const packText = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

class Listing implements Host {
  readonly words: ListWords;
  readonly selected = new Set<number>();
  readonly letters: string;
  readonly files: ((ids: number[]) => void) | null;
  columns: string[];
  private readonly config: { endpoint: string; token: string };
  private readonly parts: Record<
    'views' | 'bar' | 'panel' | 'notes' | 'body' | 'pager' | 'bulk' | 'toast',
    HTMLElement
  >;
  private open: 'filters' | 'columns' | null = null;
  private place: { after?: string; before?: string } = {};
  private asking = new AbortController();
  private wait = 0;

  constructor(
    private readonly root: HTMLElement,
    readonly data: Data,
  ) {
    this.words = listWords(root.dataset['lang']);
    this.letters = root.dataset['letters'] ?? '';
    this.files =
      'folders' in root.dataset
        ? (ids) => root.dispatchEvent(new CustomEvent('elaska:file', { detail: { ids } }))
        : null;
    root.addEventListener('elaska:reload', () => {
      this.selected.clear();
      this.reload();
    });
    this.config = { endpoint: root.dataset['endpoint'] ?? '', token: root.dataset['token'] ?? '' };
    this.columns = this.columnsOf(data.state.view);
    if (data.state.filter) this.open = 'filters';
    const div = (name: string, role?: string): HTMLElement =>
      el('div', { class: `ell-${name}`, ...(role ? { role } : {}) });
    this.parts = {
      views: div('top'),
      bar: div('bar'),
      panel: div('panel'),
      notes: div('notes', 'status'),
      body: div('body'),
      pager: div('pager'),
      bulk: div('bulkplace'),
      toast: div('toast', 'status'),
    };
    root.replaceChildren(...Object.values(this.parts));
    root.setAttribute('data-ready', '');
    this.drawBar();
    this.drawAll();
  }

  /* --- what parts ask for ------------------------------------------------------- */

  column = (code: string): Column | undefined =>
    this.data.define.columns.find((column) => column.code === code);

  call = <T>(op: string, input: Record<string, unknown>): Promise<T> =>
    office<T>(this.config, op, input);

  asked = (): Record<string, unknown> => {
    const { view, search, sort } = this.data.state;
    const parts = [this.data.own, this.data.state.filter].filter((part) => part !== null);
    const filter = parts.length > 1 ? { and: parts } : parts[0];
    return {
      list: this.data.list,
      view,
      ...(search ? { search } : {}),
      ...(filter ? { filter } : {}),
      ...(sort.length > 0 ? { sort } : {}),
    };
  };

  update = (state: Partial<State>): void => {
    const viewChanged = state.view !== undefined && state.view !== this.data.state.view;
    Object.assign(this.data.state, state);
    if (viewChanged) this.columns = this.columnsOf(this.data.state.view);
    if (state.view !== undefined) this.selected.clear();
    this.place = {};
    const own = state.filter !== undefined && state.view === undefined;
    this.drawBar();
    if (!own) this.drawPanel();
    this.drawViews();
    this.address();
    if (state.mode)
      void this.call('view.keep', {
        list: this.data.list,
        columns: this.columns,
        mode: state.mode,
      });
    this.reload();
  };

  reload = (): void => {
    if (this.data.state.mode === 'table') void this.load();
    else this.drawBody();
  };

  go = (place: { after?: string; before?: string }): void => {
    this.place = place;
    void this.load().then(() => this.root.scrollIntoView({ block: 'start' }));
  };

  say = (text: string, undo?: () => void): void => {
    const { toast } = this.parts;
    const button = undo
      ? el(
          'button',
          {
            type: 'button',
            class: 'elaska-act',
            click: () => {
              toast.replaceChildren();
              undo();
            },
          },
          this.words.undo,
        )
      : null;
    toast.replaceChildren(el('span', {}, text), ...(button ? [' ', button] : []));
    clearTimeout(this.wait);
    this.wait = window.setTimeout(() => toast.replaceChildren(), undo ? 10_000 : 6000);
  };

  change = (ids: number[], column: Column, value: Value | Value[]): Promise<Changed> =>
    this.call<Changed>('list.change', { list: this.data.list, ids, set: { [column.code]: value } });

  edit = async (row: Row, column: Column, value: Value | Value[]): Promise<boolean> => {
    const old = sent(column, row[column.code]);
    try {
      const { failed } = await this.change([row.id], column, value);
      if (failed[0]) {
        this.say(failed[0].message);
        return false;
      }
    } catch (error) {
      this.say((error as Error).message || this.words.failed);
      return false;
    }
    this.say(this.words.changed, () => {
      void this.change([row.id], column, old)
        .then(({ failed }) => this.say(failed[0]?.message ?? this.words.undone))
        .then(() => this.reload());
    });
    if (this.data.state.mode === 'table') await this.load();
    return true;
  };

  keepColumns = (codes: string[]): void => {
    this.columns = codes;
    this.data.define.kept = codes;
    const input = { list: this.data.list, columns: codes, mode: this.data.state.mode };
    void this.call('view.keep', input).catch((error: Error) => this.say(error.message));
    void this.load();
  };

  private columnsOf(view: string): string[] {
    const { columns, kept, views: all } = this.data.define;
    const own = all.find((v) => v.code === view)?.columns;
    const chosen = own ?? kept ?? columns.filter((c) => c.shown && !c.fixed).map((c) => c.code);
    return chosen.filter((code) => {
      const column = this.column(code);
      return column !== undefined && !column.fixed && !column.hidden;
    });
  }

  /* --- reading ------------------------------------------------------------------- */

  private async load(): Promise<void> {
    this.asking.abort();
    this.asking = new AbortController();
    this.parts.body.setAttribute('aria-busy', 'true');
    try {
      const input = {
        ...this.asked(),
        ...this.place,
        columns: this.columns,
        limit: 50,
        with_total: true,
      };
      this.data.answer = await office<Answer>(this.config, 'list.rows', input, this.asking.signal);
      this.drawAll();
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      this.parts.body.removeAttribute('aria-busy');
      const retry = (): void => void this.load();
      this.parts.notes.replaceChildren(
        el(
          'p',
          { class: 'elaska-notice' },
          (error as Error).message || this.words.failed,
          ' ',
          el('button', { type: 'button', class: 'elaska-act', click: retry }, this.words.retry),
        ),
      );
    }
  }

  private address(): void {
    const { view, search, filter, sort } = this.data.state;
    const [page = '', own] = this.data.page.split('?');
    const params = new URLSearchParams(own);
    params.set('view', view);
    if (search) params.set('q', packText(search));
    if (filter || sort.length > 0) params.set('f', pack({ filter, sort }));
    history.replaceState(null, '', `${page}?${params.toString()}`);
  }

  /* --- drawing ------------------------------------------------------------------- */

  private drawAll(): void {
    this.drawViews();
    this.drawTotal();
    this.drawPanel(false);
    this.drawNotes();
    this.drawBody();
  }

  private drawViews(): void {
    this.parts.views.replaceChildren(views(this));
  }

  private drawNotes(): void {
    const notes = this.data.answer.ignored.map((item) => {
      const name = this.column(item.field)?.label ?? item.field;
      return el('p', { class: 'elaska-notice' }, name ? `${name} : ${item.message}` : item.message);
    });
    this.parts.notes.replaceChildren(...notes);
  }

  private drawBar(): void {
    const { words, data } = this;
    const typing = this.parts.bar.contains(document.activeElement);
    if (typing && document.activeElement?.matches('input[type="search"]')) return this.drawCounts();
    const search = el('input', {
      type: 'search',
      class: 'flat ell-search',
      placeholder: words.search,
      'aria-label': words.search,
      maxlength: '100',
    });
    search.value = data.state.search;
    let wait = 0;
    search.addEventListener('input', () => {
      clearTimeout(wait);
      wait = window.setTimeout(() => this.update({ search: search.value.trim() }), 250);
    });
    this.parts.bar.replaceChildren(
      search,
      this.toggle('filters', words.filter),
      this.toggle('columns', words.columns),
      ...(data.modes.length > 1 ? [this.modes()] : []),
      el('span', { class: 'elaska-quiet ell-total', 'aria-live': 'polite' }),
      this.exports(),
    );
    this.drawCounts();
    this.drawTotal();
  }

  private toggle(name: 'filters' | 'columns', label: string): HTMLElement {
    const click = (): void => {
      this.open = this.open === name ? null : name;
      this.drawPanel();
      this.drawCounts();
    };
    return el(
      'button',
      { type: 'button', class: 'elaska-second', 'data-toggle': name, 'data-label': label, click },
      label,
    );
  }

  private drawCounts(): void {
    const n = countOf(this.data.state.filter);
    for (const button of this.parts.bar.querySelectorAll<HTMLElement>('[data-toggle]')) {
      const name = button.dataset['toggle'];
      button.setAttribute('aria-expanded', String(this.open === name));
      const label = button.dataset['label'] ?? '';
      button.textContent = name === 'filters' && n > 0 ? `${label} (${n})` : label;
    }
  }

  private drawTotal(): void {
    const { words, data } = this;
    const { total, total_capped: capped } = data.answer;
    const place = this.parts.bar.querySelector('.ell-total');
    if (!place) return;
    if (total === undefined || data.state.mode !== 'table') return place.replaceChildren();
    const n = total.toLocaleString(words.lang);
    place.textContent = put(capped ? words.many : total === 1 ? words.row : words.rows, { n });
  }

  private modes(): HTMLElement {
    const { words, data } = this;
    const button = (mode: Mode): HTMLElement =>
      el(
        'button',
        {
          type: 'button',
          'aria-pressed': String(data.state.mode === mode),
          click: () => this.update({ mode }),
        },
        words[mode],
      );
    return el(
      'span',
      { class: 'ell-modes', role: 'group', 'aria-label': words.mode },
      ...data.modes.map(button),
    );
  }

  private exports(): HTMLElement {
    const { words } = this;
    const menu = el(
      'details',
      { class: 'elaska-menu' },
      el('summary', { class: 'elaska-second' }, words.export),
    );
    const item = (format: 'csv' | 'xlsx' | 'pdf'): HTMLElement =>
      el(
        'button',
        {
          type: 'button',
          click: () => {
            menu.open = false;
            this.send(format);
          },
        },
        words[format],
      );
    const file = el(
      'button',
      {
        type: 'button',
        click: () => {
          menu.open = false;
          this.send('pdf', 'file');
        },
      },
      words.fileAway,
    );
    menu.append(
      el(
        'div',
        { class: 'ell-menu' },
        item('xlsx'),
        item('csv'),
        item('pdf'),
        ...(this.data.filing ? [file] : []),
      ),
    );
    return menu;
  }

  /* A form, so that the browser takes the file as it comes. */
  private send(format: string, action = 'export'): void {
    const hidden = (name: string, value: string): HTMLElement => {
      const input = el('input', { type: 'hidden', name });
      input.value = value;
      return input;
    };
    const form = el(
      'form',
      { method: 'post', action: this.data.export },
      hidden('token', this.config.token),
      hidden('action', action),
      hidden('client', typeof this.data.filing === 'number' ? String(this.data.filing) : ''),
      hidden('page', this.data.page.replace(/\?.*|^.*\//g, '')),
      hidden('in', JSON.stringify({ ...this.asked(), columns: this.columns, format })),
    );
    document.body.append(form);
    form.submit();
    form.remove();
  }

  private drawPanel(anew = true): void {
    const { panel } = this.parts;
    if (!anew && panel.dataset['shown'] === (this.open ?? '')) return;
    panel.dataset['shown'] = this.open ?? '';
    panel.replaceChildren();
    if (this.open === 'filters') panel.append(filters(this));
    if (this.open === 'columns') panel.append(chooser(this));
  }

  private drawBulk = (): void => {
    this.parts.bulk.replaceChildren(bulk(this, () => this.drawBulk()));
  };

  private drawBody(): void {
    const { body, pager } = this.parts;
    const { mode } = this.data.state;
    body.removeAttribute('aria-busy');
    pager.replaceChildren();
    this.drawBulk();
    this.drawTotal();
    if (mode === 'board') return body.replaceChildren(board(this));
    if (mode === 'calendar') return body.replaceChildren(calendar(this));
    const { rows } = this.data.answer;
    if (rows.length === 0) return body.replaceChildren(this.none());
    body.replaceChildren(table(this, this.drawBulk));
    this.drawPager();
  }

  /* Filters that nothing answers, a view that is empty, or nothing at all yet. */
  private none(): HTMLElement {
    const { words } = this;
    const { first, state } = this.data;
    const narrowed = state.search !== '' || state.filter !== null;
    const box = (...parts: Array<Node | null>): HTMLElement =>
      el('div', { class: 'elaska-empty' }, ...parts);
    if (!narrowed && first)
      return box(
        el('p', {}, first.text),
        first.href ? el('a', { href: first.href, class: 'elaska-second' }, first.label) : null,
      );
    return box(
      el('p', {}, narrowed ? words.none : words.noneView),
      el('p', { class: 'elaska-quiet' }, narrowed ? words.noneHelp : words.noneViewHelp),
    );
  }

  private drawPager(): void {
    const { words } = this;
    const { next, prev } = this.data.answer;
    if (!next && !prev) return;
    const button = (label: string, place: { after?: string; before?: string }): HTMLElement =>
      el('button', { type: 'button', class: 'elaska-second', click: () => this.go(place) }, label);
    this.parts.pager.replaceChildren(
      el(
        'nav',
        { class: 'elaska-pager' },
        prev ? button(`‹ ${words.previous}`, { before: prev }) : null,
        next ? button(`${words.next} ›`, { after: next }) : null,
      ),
    );
  }
}

function mount(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-elaska-list]')) {
    const text = root.querySelector('script[data-elaska-list-data]')?.textContent;
    if (text) new Listing(root, JSON.parse(text) as Data);
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
else mount();
