/*
 * Blocks that guide a letter as one sees them while writing: a frame that says when it is shown, or for which lines.
 * Their heads are plain controls; what is inside is edited as everything else.
 */
import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView, NodeViewConstructor } from 'prosemirror-view';
import { ASKS, askedOf, whenOf, type Asked, type Group, type Name } from './model';
import type { Words } from './words';

type Place = () => number | undefined;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...inside: Array<HTMLElement | string>
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

const options = (list: Array<[string, string]>, chosen: string): HTMLOptionElement[] =>
  list.map(([value, label]) => {
    const made = element('option', { value }, label);
    made.selected = value === chosen;
    return made;
  });

function set(view: EditorView, place: Place, attrs: Record<string, string>): void {
  const at = place();
  if (at !== undefined) view.dispatch(view.state.tr.setNodeMarkup(at, null, attrs));
}

/* The block goes, what it holds stays. */
function unwrap(view: EditorView, place: Place): void {
  const at = place();
  const node = at === undefined ? null : view.state.doc.nodeAt(at);
  if (at !== undefined && node)
    view.dispatch(view.state.tr.replaceWith(at, at + node.nodeSize, node.content));
  view.focus();
}

const drop = (view: EditorView, place: Place, words: Words): HTMLElement => {
  const button = element(
    'button',
    { type: 'button', title: words.remove, 'aria-label': words.remove },
    '×',
  );
  button.addEventListener('click', () => unwrap(view, place));
  return button;
};

const valued = (each: unknown): each is HTMLInputElement | HTMLSelectElement =>
  each instanceof HTMLInputElement || each instanceof HTMLSelectElement;

const named = (each: Element): string => `${each.tagName} ${each.getAttribute('aria-label') ?? ''}`;

/* The same controls stay, with other values; where others come, the focus goes on from the same place. */
function renew(top: HTMLElement, made: HTMLElement[]): void {
  const kept = [...top.children];
  if (kept.map(named).join() !== made.map(named).join()) {
    const at = kept.indexOf(document.activeElement as Element);
    top.replaceChildren(...made);
    if (at >= 0) made[Math.min(at, made.length - 1)]?.focus();
    return;
  }
  made.forEach((each, i) => {
    const control = kept[i];
    if (valued(each) && valued(control) && control.value !== each.value) control.value = each.value;
  });
}

/* A frame: its head is renewed when its attributes change. */
function frame(kind: string, node: Node, head: (node: Node) => HTMLElement[]): NodeView {
  const top = element('header', { contenteditable: 'false' }, ...head(node));
  const inside = element('div', { class: 'elp-inside' });
  const dom = element('section', { class: `elp-guide elp-${kind}` }, top, inside);
  let held = node;
  return {
    dom,
    contentDOM: inside,
    update(next) {
      if (next.type !== held.type) return false;
      if (JSON.stringify(next.attrs) !== JSON.stringify(held.attrs)) renew(top, head(next));
      held = next;
      return true;
    },
    stopEvent: (event) => top.contains(event.target as globalThis.Node),
    ignoreMutation: (record) => !inside.contains(record.target),
  };
}

/* --- conditions ----------------------------------------------------------------------------- */

function chosen(
  groups: Group[],
  asked: Asked,
  words: Words,
  say: (asked: Asked) => void,
): HTMLElement[] {
  const names = element('select', { 'aria-label': words.variable });
  for (const group of groups) {
    const part = element('optgroup', { label: group.label });
    part.append(
      ...options(
        group.names.map((each): [string, string] => [each.name, each.label]),
        asked.name,
      ),
    );
    names.append(part);
  }
  const asks = element('select', { 'aria-label': words.when });
  asks.append(
    ...options(
      ASKS.map((is, i): [string, string] => [is, words.asks[i] ?? is]),
      asked.is,
    ),
  );
  const value = element('input', {
    type: 'text',
    value: asked.value,
    'aria-label': words.value,
    placeholder: words.value,
    size: '10',
  });
  const told = (): void => say({ name: names.value, is: asks.value, value: value.value });
  for (const control of [names, asks, value]) control.addEventListener('change', told);
  return asked.is === 'filled' || asked.is === 'empty' ? [names, asks] : [names, asks, value];
}

/* What lists cannot say is written as the formula that it is. */
function formula(when: string, words: Words, say: (when: string) => void): HTMLElement[] {
  const field = element('input', {
    type: 'text',
    value: when,
    'aria-label': words.expression,
    spellcheck: 'false',
    class: 'elp-formula',
  });
  field.addEventListener('change', () => say(field.value));
  return [field];
}

const typeOf = (groups: Group[], name: string): Name['type'] =>
  groups.flatMap((group) => group.names).find((each) => each.name === name)?.type ?? 'text';

const condition =
  (groups: Group[], words: Words): NodeViewConstructor =>
  (node, view, place) =>
    frame('condition', node, (now) => {
      const when = String(now.attrs['when']);
      const asked = askedOf(when);
      const told =
        asked && groups.some((group) => group.names.some((each) => each.name === asked.name));
      return [
        element('strong', {}, words.when),
        ...(asked && told
          ? chosen(groups, asked, words, (next) =>
              set(view, place, { when: whenOf(next, typeOf(groups, next.name)) }),
            )
          : formula(when, words, (next) => set(view, place, { when: next }))),
        drop(view, place, words),
      ];
    });

/* --- repeats -------------------------------------------------------------------------------- */

const repeat =
  (lists: Group[], words: Words): NodeViewConstructor =>
  (node, view, place) =>
    frame('repeat', node, (now) => {
      const list = element('select', { 'aria-label': words.each });
      list.append(
        ...options(
          lists.map((each): [string, string] => [each.code, each.label]),
          String(now.attrs['of']),
        ),
      );
      list.addEventListener('change', () => set(view, place, { of: list.value }));
      return [element('strong', {}, words.each), list, drop(view, place, words)];
    });

/* --- variables ------------------------------------------------------------------------------ */

/* In words where they are known, marked where they are not. */
const variable =
  (groups: Group[]): NodeViewConstructor =>
  (node) => {
    const name = String(node.attrs['name']);
    const group = groups.find((each) => each.names.some((one) => one.name === name));
    const label = group?.names.find((one) => one.name === name)?.label;
    const dom = element(
      'span',
      { class: label ? 'elp-variable' : 'elp-variable elp-unknown', title: `{{${name}}}` },
      label ? `${group?.label ?? ''} · ${label}` : `{{${name}}}`,
    );
    return { dom };
  };

const qr =
  (words: Words): NodeViewConstructor =>
  (node) => ({
    dom: element(
      'figure',
      { class: 'elp-qr' },
      `${words.code} · ${words.qrs[node.attrs['of'] as keyof Words['qrs']]}`,
    ),
  });

/* As it will be printed: its width is a share of that of the text, 174 mm. */
const image =
  (words: Words, address: (file: number) => string): NodeViewConstructor =>
  (node, view, place) => {
    const shown = element('img', {
      src: address(Number(node.attrs['file'])),
      alt: words.picture,
      draggable: 'false',
    });
    const width = element('input', {
      type: 'number',
      min: '10',
      max: '174',
      'aria-label': words.pictureWidth,
      title: words.pictureWidth,
    });
    const dom = element(
      'figure',
      { class: 'elp-image' },
      shown,
      element('figcaption', { contenteditable: 'false' }, width, ' mm ', drop(view, place, words)),
    );
    let held = node;
    const fit = (): void => {
      const mm = Number(held.attrs['width']) || 100;
      width.value = String(mm);
      shown.style.width = `${Math.min(100, (mm / 174) * 100)}%`;
    };
    width.addEventListener('change', () => {
      const mm = Math.max(10, Math.min(174, Math.round(Number(width.value)) || 100));
      set(view, place, { ...held.attrs, width: mm } as unknown as Record<string, string>);
    });
    fit();
    return {
      dom,
      update(next) {
        if (next.type !== held.type || next.attrs['file'] !== held.attrs['file']) return false;
        held = next;
        fit();
        return true;
      },
      stopEvent: (event) => event.target instanceof HTMLInputElement,
      ignoreMutation: () => true,
    };
  };

export const views = (
  groups: Group[],
  words: Words,
  address: (file: number) => string,
): Record<string, NodeViewConstructor> => ({
  image: image(words, address),
  condition: condition(
    groups.filter((group) => !group.list),
    words,
  ),
  repeat: repeat(
    groups.filter((group) => group.list),
    words,
  ),
  variable: variable(groups),
  qr: qr(words),
});
