/* The tree as one sees it. */
import { el } from '../dom';
import { glyph } from '../ui/icon';
import { dropZone, FOLDER } from './drop';
import { byId, childrenOf, pathOf, type Folder } from './model';
import { put } from './words';
import type { Work } from './work';

type Line = { name: string; icon: string; folder: number | null; count: number; colour?: string };

function line(work: Work, { name, icon, folder, count, colour }: Line): HTMLElement {
  const current = work.data.chosen === folder;
  return el(
    'a',
    {
      class: 'elf-name',
      href: work.address(folder),
      'aria-current': current ? 'page' : undefined,
      draggable: 'false',
    },
    el('span', { class: `elf-icon elaska-c-${colour || 'none'}` }, glyph(icon)),
    el('span', { class: 'elf-text' }, name),
    el('span', { class: 'elf-count elaska-num' }, count > 0 ? String(count) : ''),
  );
}

function items(work: Work, folder: Folder): Array<[string, () => void, boolean]> {
  const { words, tree } = work;
  const all = childrenOf(tree, folder.parent);
  const at = all.findIndex((one) => one.id === folder.id);
  const deep = pathOf(tree, folder.id).length >= tree.depth;
  return [
    [words.sub, () => void work.create(folder), deep],
    [words.edit, () => void work.edit(folder), false],
    [words.move, () => work.moving(folder), false],
    [words.up, () => work.shift(folder, -1), at <= 0],
    [words.down, () => work.shift(folder, 1), at >= all.length - 1],
    [words.remove, () => work.remove(folder), false],
  ];
}

function menu(work: Work, folder: Folder): HTMLElement {
  const label = put(work.words.menu, { name: folder.name });
  const more = el('details', { class: 'elf-menu' });
  const item = ([text, run, shut]: [string, () => void, boolean]): HTMLElement =>
    el(
      'button',
      {
        type: 'button',
        disabled: shut,
        click: () => {
          more.open = false;
          run();
        },
      },
      text,
    );
  more.append(
    el('summary', { class: 'elf-more', 'aria-label': label, title: label }, glyph('dots-vertical')),
    el('div', { class: 'elf-items' }, ...items(work, folder).map(item)),
  );
  more.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    more.open = false;
    more.querySelector('summary')?.focus();
  });
  more.addEventListener('focusout', (event) => {
    if (!more.contains(event.relatedTarget as Node | null)) more.open = false;
  });
  return more;
}

const mark = (icon: string, label: string): HTMLElement =>
  el('span', { class: 'elf-mark', role: 'img', 'aria-label': label, title: label }, glyph(icon));

export class View {
  private readonly folded: Set<number>;

  constructor(private readonly work: Work) {
    this.folded = new Set(JSON.parse(sessionStorage.getItem(this.memory()) ?? '[]') as number[]);
  }

  private memory = (): string => `elaska-folded-${this.work.tree.client}`;
  unfold = (id: number): void => void this.folded.delete(id);

  private fold(folder: Folder): void {
    if (!this.folded.delete(folder.id)) this.folded.add(folder.id);
    sessionStorage.setItem(this.memory(), JSON.stringify([...this.folded]));
    this.draw();
    this.find(folder.id, '.elf-fold')?.focus();
  }

  private find = (id: number | string, part: string): HTMLElement | null =>
    this.work.root.querySelector(`[data-folder="${id}"] ${part}`);

  private toggle(folder: Folder, folded: boolean): HTMLElement {
    const { words, tree } = this.work;
    if (childrenOf(tree, folder.id).length === 0) return el('span', { class: 'elf-fold' });
    const label = put(folded ? words.open : words.fold, { name: folder.name });
    return el(
      'button',
      {
        type: 'button',
        class: 'elf-fold',
        'aria-expanded': String(!folded),
        'aria-label': label,
        click: () => this.fold(folder),
      },
      glyph('chevron-down'),
    );
  }

  private node(folder: Folder): HTMLElement {
    const { work } = this;
    const { words, tree } = work;
    const edit = tree.may.edit;
    const folded = this.folded.has(folder.id);
    const inside = childrenOf(tree, folder.id);
    const { id, name, colour, total: count } = folder;
    const row = el(
      'div',
      {
        class: `elf-line${work.data.chosen === id ? ' elf-chosen' : ''}`,
        draggable: edit ? 'true' : undefined,
        'data-folder': String(id),
      },
      this.toggle(folder, folded),
      line(work, { name, icon: folder.icon || 'folder', folder: id, count, colour }),
      folder.guarded > 0 ? mark('lock', words.guarded) : null,
      folder.hidden ? mark('eye-off', words.hidden) : null,
      edit ? menu(work, folder) : null,
    );
    if (edit) {
      row.addEventListener('dragstart', (event) => event.dataTransfer?.setData(FOLDER, String(id)));
      dropZone(work, row, folder);
    }
    const below = folded || inside.length === 0;
    return el('li', {}, row, below ? null : el('ul', {}, ...inside.map((one) => this.node(one))));
  }

  /* All of them, or those in none: documents are dragged there too. */
  private plain(name: string, icon: string, folder: 0 | null, count: number): HTMLElement {
    const { work } = this;
    const now = work.data.chosen === folder ? ' elf-chosen' : '';
    const shape = line(work, { name, icon, folder, count });
    const row = el('div', { class: `elf-line${now}` }, el('span', { class: 'elf-fold' }), shape);
    if (work.tree.may.edit) dropZone(work, row, null);
    return row;
  }

  private unfiled(): HTMLElement | null {
    const { work } = this;
    const { words, tree } = work;
    if (tree.unfiled === 0 && work.data.chosen !== 0) return null;
    const sort = (): void => work.prepare();
    const button = el('button', { type: 'button', class: 'elf-sort', click: sort }, words.sort);
    const may = tree.folders.length > 0 && tree.unfiled > 0 && tree.may.edit;
    const row = this.plain(words.unfiled, 'inbox', 0, tree.unfiled);
    return el('li', {}, row, may ? button : null);
  }

  private first(): HTMLElement | null {
    const { words, tree } = this.work;
    if (tree.folders.length > 0 || !tree.may.edit) return null;
    const click = (): void => this.work.prepare();
    return el(
      'div',
      { class: 'elf-first' },
      el('p', { class: 'elaska-quiet' }, words.prepareHelp),
      el('button', { type: 'button', class: 'elaska-second', click }, words.prepare),
    );
  }

  private now(): string {
    const { words, tree, data } = this.work;
    if (data.chosen === 0) return words.unfiled;
    return byId(tree, data.chosen)?.name ?? words.all;
  }

  draw = (): void => {
    const { root, words, tree } = this.work;
    const at = document.activeElement?.closest<HTMLElement>('[data-folder]')?.dataset['folder'];
    const click = (): void => void this.work.create(null);
    const add = el(
      'button',
      { type: 'button', class: 'elf-add', click },
      glyph('plus'),
      words.create,
    );
    const all = el('li', {}, this.plain(words.all, 'files', null, tree.total));
    const top = childrenOf(tree, null).map((folder) => this.node(folder));
    const nav = el(
      'nav',
      { class: 'elf-tree', 'aria-label': words.title },
      el('header', {}, el('h2', {}, words.title), tree.may.edit ? add : null),
      el('ul', {}, all, ...top, this.unfiled()),
      this.first(),
    );
    root.querySelector('.elf-tree')?.replaceWith(nav);
    root.querySelector('.elf-now')?.replaceChildren(this.now());
    if (at) this.find(at, '.elf-name')?.focus();
  };
}
