/* The panel of filters: groups of conditions, each all or any, as deep as the core takes them. */
import { el } from '../dom';
import type { Host } from './host';
import { sealedField } from './sealed';
import type { Column, Criterion, Group, Node as Tree } from './types';
import { criterionField } from './values';

const DEPTH = 3;

type Any = { any: boolean; nodes: Array<Any | Criterion> };

const isGroup = (node: Tree): node is Group => 'and' in node || 'or' in node;
const isAny = (node: Any | Criterion): node is Any => 'nodes' in node;

function read(node: Tree | null): Any {
  if (node === null) return { any: false, nodes: [] };
  if (!isGroup(node)) return { any: false, nodes: [node] };
  const any = 'or' in node;
  const children = any ? (node as { or: Tree[] }).or : (node as { and: Tree[] }).and;
  return { any, nodes: children.map((child) => (isGroup(child) ? read(child) : child)) };
}

const whole = (x: Criterion): boolean =>
  x.field !== '' && (x.op === 'empty' || x.op === 'filled' || x.value !== undefined);

function written(group: Any): Tree | null {
  const nodes = group.nodes
    .map((node) => (isAny(node) ? written(node) : whole(node) ? node : null))
    .filter((node) => node !== null);
  if (nodes.length === 0) return null;
  return group.any ? { or: nodes } : { and: nodes };
}

export function countOf(node: Tree | null): number {
  if (node === null) return 0;
  if (!isGroup(node)) return 1;
  const children = 'or' in node ? node.or : node.and;
  return children.reduce((n, child) => n + countOf(child), 0);
}

class Filters {
  readonly node = el('div', { class: 'ell-filters' });
  private readonly root: Any;

  constructor(private readonly host: Host) {
    this.root = read(host.data.state.filter);
    if (this.root.nodes.length === 0) this.root.nodes.push({ field: '', op: '' });
    this.draw();
  }

  private apply(): void {
    this.host.update({ filter: written(this.root) });
  }

  private draw(focus?: HTMLElement): void {
    const { words } = this.host;
    const clear = el(
      'button',
      {
        type: 'button',
        class: 'elaska-act',
        click: () => {
          this.root.nodes = [{ field: '', op: '' }];
          this.draw();
          this.apply();
        },
      },
      words.clear,
    );
    this.node.replaceChildren(this.group(this.root, null, 1), clear);
    focus?.focus();
  }

  private group(group: Any, parent: Any | null, depth: number): HTMLElement {
    const { words } = this.host;
    const kind = el('select', {
      class: 'flat',
      'aria-label': words.filter,
      change: () => {
        group.any = kind.value === 'or';
        this.apply();
      },
    });
    kind.append(new Option(words.all, 'and'), new Option(words.any, 'or'));
    kind.value = group.any ? 'or' : 'and';
    const add = (node: Any | Criterion): void => {
      group.nodes.push(node);
      this.draw();
      const fields = this.node.querySelectorAll<HTMLElement>('[data-field]');
      fields[fields.length - 1]?.focus();
    };
    const foot = el(
      'div',
      { class: 'ell-foot' },
      el(
        'button',
        { type: 'button', class: 'elaska-act', click: () => add({ field: '', op: '' }) },
        `+ ${words.addOne}`,
      ),
      depth < DEPTH
        ? el(
            'button',
            {
              type: 'button',
              class: 'elaska-act',
              click: () => add({ any: !group.any, nodes: [{ field: '', op: '' }] }),
            },
            `+ ${words.addGroup}`,
          )
        : null,
      parent ? this.drop(group, parent) : null,
    );
    const rows = group.nodes.map((node) =>
      isAny(node) ? this.group(node, group, depth + 1) : this.criterion(node, group),
    );
    const label = group.any ? words.any : words.all;
    const head = el('div', { class: 'ell-kind' }, kind);
    return el(
      'div',
      { class: 'ell-group', role: 'group', 'aria-label': label },
      head,
      ...rows,
      foot,
    );
  }

  private drop(node: Any | Criterion, parent: Any): HTMLElement {
    return el(
      'button',
      {
        type: 'button',
        class: 'elaska-act ell-drop',
        'aria-label': this.host.words.drop,
        title: this.host.words.drop,
        click: () => {
          parent.nodes.splice(parent.nodes.indexOf(node), 1);
          this.draw();
          this.apply();
        },
      },
      '×',
    );
  }

  private criterion(x: Criterion, parent: Any): HTMLElement {
    const { words, data } = this.host;
    const line = el('div', { class: 'ell-criterion' });
    const field = el('select', { class: 'flat', 'aria-label': words.field, 'data-field': true });
    field.append(new Option(words.choose, ''));
    for (const column of data.define.columns)
      if (column.filterable) field.append(new Option(column.label, column.code));
    field.value = x.field;
    const rest = el('span', { class: 'ell-rest' });
    field.addEventListener('change', () => {
      x.field = field.value;
      x.op = this.host.column(x.field)?.ops?.[0] ?? '';
      delete x.value;
      this.compare(x, rest);
    });
    this.compare(x, rest);
    line.append(field, rest, this.drop(x, parent));
    return line;
  }

  private compare(x: Criterion, rest: HTMLElement): void {
    const { words } = this.host;
    const column = this.host.column(x.field);
    if (!column) return rest.replaceChildren();
    const op = el('select', { class: 'flat', 'aria-label': words.op });
    for (const name of this.offered(column)) op.append(new Option(words.ops[name] ?? name, name));
    op.value = x.op;
    const place = el('span', { class: 'ell-value' });
    op.addEventListener('change', () => {
      x.op = op.value;
      delete x.value;
      this.value(column, x, place);
      if (whole(x)) this.apply();
    });
    this.value(column, x, place);
    rest.replaceChildren(op, place);
  }

  /* Clients and cases are found by their names: their numbers mean nothing to people. */
  private offered(column: Column): string[] {
    const ops = column.ops ?? [];
    if (!['client', 'case', 'folder'].includes(column.type)) return ops;
    return ops.filter((op) => !['is', 'not', 'in'].includes(op));
  }

  private value(column: Column, x: Criterion, place: HTMLElement): void {
    if (column.type === 'sealed' && (x.op === 'is' || x.op === 'not')) {
      const taken = (value: string | undefined): void => {
        if (value === undefined) delete x.value;
        else x.value = value;
        this.apply();
      };
      return place.replaceChildren(sealedField(this.host, column, x.value, taken));
    }
    const input = criterionField(column, x.op, x.value, this.host.data.define, this.host.words);
    place.replaceChildren();
    if (!input) return;
    place.append(input.node);
    let wait = 0;
    const take = (): void => {
      const value = input.read();
      if (value === undefined) delete x.value;
      else x.value = value;
      if (JSON.stringify(written(this.root)) !== JSON.stringify(this.host.data.state.filter))
        this.apply();
    };
    input.node.addEventListener('change', take);
    input.node.addEventListener('input', () => {
      clearTimeout(wait);
      wait = window.setTimeout(take, 400);
    });
  }
}

export const filters = (host: Host): HTMLElement => new Filters(host).node;
