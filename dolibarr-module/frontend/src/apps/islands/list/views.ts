/* Views: shipped ones, one's own, shared ones; saved, updated, deleted, made the one that the list opens on. */
import { el } from '../dom';
import { put, type Host } from './host';
import type { View } from './types';

type Named = { name: string; shared: boolean };

function ask(host: Host): Promise<Named | null> {
  const { words } = host;
  return new Promise((resolve) => {
    const input = el('input', { type: 'text', class: 'flat', maxlength: '80', required: true });
    const shared = el('input', { type: 'checkbox' });
    const save = el('button', { type: 'submit', class: 'butAction', value: 'ok' }, words.save);
    const cancel = el('button', { type: 'button', class: 'elaska-second' }, words.cancel);
    const form = el(
      'form',
      { method: 'dialog' },
      el('label', {}, words.viewName, input),
      el('label', { class: 'ell-check' }, shared, ` ${words.share}`),
      el('div', { class: 'elaska-buttons' }, save, cancel),
    );
    const look = 'elaska-dialog ell-dialog';
    const dialog = el('dialog', { class: look, 'aria-label': words.saveAs }, form);
    cancel.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      const name = input.value.trim();
      resolve(dialog.returnValue === 'ok' && name ? { name, shared: shared.checked } : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}

class Views {
  readonly node: HTMLElement;
  private readonly menu: HTMLDetailsElement;
  private readonly current: View | undefined;

  constructor(private readonly host: Host) {
    const { words, data } = host;
    this.current = data.define.views.find((view) => view.code === data.state.view);
    const summary = el('summary', { class: 'elaska-second' }, words.view);
    this.menu = el('details', { class: 'elaska-menu ell-viewmenu' }, summary, this.items());
    const tabs = data.define.views.map((view) => this.tab(view));
    const nav = el('nav', { class: 'elaska-views', 'aria-label': words.views }, ...tabs);
    this.node = el('div', { class: 'ell-views' }, nav, this.menu);
  }

  private tab(view: View): HTMLElement {
    const { data, words } = this.host;
    const on = view.code === data.state.view;
    const click = (event: Event): void => {
      event.preventDefault();
      const mode = view.mode ? { mode: view.mode } : {};
      this.host.update({ view: view.code, filter: null, sort: [], ...mode });
    };
    const title = view.shared && !view.mine ? words.share : undefined;
    const href = `?view=${view.code}`;
    return el('a', { href, 'aria-current': on ? 'page' : undefined, title, click }, view.label);
  }

  private item(label: string, run: () => void): HTMLElement {
    const click = (): void => {
      this.menu.open = false;
      run();
    };
    return el('button', { type: 'button', click }, label);
  }

  private items(): HTMLElement {
    const { words, data } = this.host;
    const view = this.current;
    const list = [this.item(words.saveAs, () => void this.saveAs())];
    if (view?.mine) {
      const name = { name: view.label };
      list.push(
        this.item(put(words.saveOver, name), () => this.tell(words.saved, this.over(view))),
      );
      list.push(
        this.item(put(words.remove, name), () => this.tell(words.removed, this.remove(view))),
      );
    }
    const chosen = { list: data.list, view: data.state.view };
    const first = (): void => this.tell(words.defaulted, this.host.call('view.default', chosen));
    list.push(this.item(words.byDefault, first));
    return el('div', { class: 'ell-menu' }, ...list);
  }

  private tell(text: string, work: Promise<unknown>): void {
    const { host } = this;
    work.then(() => host.say(text)).catch((e: Error) => host.say(e.message || host.words.failed));
  }

  /* What the person sees now, the filter of the view under it included. */
  private body(view: View | undefined): Record<string, unknown> {
    const { data, columns } = this.host;
    const { filter, sort, mode } = data.state;
    const parts = [view?.filter, filter].filter((part) => part && Object.keys(part).length > 0);
    return {
      list: data.list,
      filter: parts.length > 1 ? { and: parts } : (parts[0] ?? {}),
      sort: sort.length > 0 ? sort : (view?.sort ?? []),
      columns,
      mode,
    };
  }

  private async refresh(code: string): Promise<void> {
    const { host } = this;
    const answer = await host.call<{ views: View[] }>('list.define', { list: host.data.list });
    host.data.define.views = answer.views;
    host.update({ view: code, filter: null, sort: [] });
  }

  private async saveAs(): Promise<void> {
    const named = await ask(this.host);
    if (!named) return;
    const body = { ...this.body(this.current), ...named };
    const save = this.host.call<{ view: number }>('view.save', body);
    this.tell(
      this.host.words.saved,
      save.then(({ view }) => this.refresh(String(view))),
    );
  }

  private async over(view: View): Promise<void> {
    const { code, version, label: name, shared = false } = view;
    const own = { view: Number(code), version, name, shared };
    await this.host.call('view.save', { ...this.body(view), ...own });
    await this.refresh(code);
  }

  private async remove(view: View): Promise<void> {
    await this.host.call('view.delete', { view: Number(view.code) });
    await this.refresh(this.host.data.define.views[0]?.code ?? '');
  }
}

export const views = (host: Host): HTMLElement => new Views(host).node;
