/*
 * Documents of letters for ProseMirror, under the names of the core (ext/core/rich): those of formatted texts, and what
 * guides the making of a letter.
 */
import { Schema, type DOMOutputSpec, type NodeSpec } from 'prosemirror-model';
import { marks, nodes } from '@/components/rich/schema';
import type { LetterNode } from './model';

const text = (element: HTMLElement, name: string): string => element.dataset[name] ?? '';

/* Rows and items say which list they are repeated for. */
function again(spec: NodeSpec | undefined, tag: string): NodeSpec {
  return {
    ...spec,
    attrs: { repeat: { default: null } },
    parseDOM: [
      { tag, getAttrs: (element: HTMLElement) => ({ repeat: element.dataset['repeat'] ?? null }) },
    ],
    toDOM: (node): DOMOutputSpec => {
      const repeat = node.attrs['repeat'] as string | null;
      return [tag, repeat ? { 'data-repeat': repeat } : {}, 0];
    },
  };
}

const guided: Record<string, NodeSpec> = {
  variable: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { name: {} },
    parseDOM: [
      {
        tag: 'span[data-variable]',
        getAttrs: (element: HTMLElement) => ({ name: text(element, 'variable') }),
      },
    ],
    toDOM: (node): DOMOutputSpec => [
      'span',
      { 'data-variable': String(node.attrs['name']), class: 'elp-variable' },
      `{{${String(node.attrs['name'])}}}`,
    ],
  },
  condition: {
    group: 'block',
    content: 'block+',
    defining: true,
    attrs: { when: { default: '' } },
    parseDOM: [
      {
        tag: 'section[data-when]',
        getAttrs: (element: HTMLElement) => ({ when: text(element, 'when') }),
      },
    ],
    toDOM: (node): DOMOutputSpec => ['section', { 'data-when': String(node.attrs['when']) }, 0],
  },
  repeat: {
    group: 'block',
    content: 'block+',
    defining: true,
    attrs: { of: { default: 'pieces' } },
    parseDOM: [
      {
        tag: 'section[data-of]',
        getAttrs: (element: HTMLElement) => ({ of: text(element, 'of') }),
      },
    ],
    toDOM: (node): DOMOutputSpec => ['section', { 'data-of': String(node.attrs['of']) }, 0],
  },
  page_break: {
    group: 'block',
    parseDOM: [{ tag: 'hr[data-page]' }],
    toDOM: (): DOMOutputSpec => ['hr', { 'data-page': '', class: 'elp-page' }],
  },
  image: {
    group: 'block',
    attrs: { file: {}, width: { default: 0 } },
    parseDOM: [
      {
        tag: 'figure[data-file]',
        getAttrs: (element: HTMLElement) => ({
          file: Number(text(element, 'file')),
          width: Number(text(element, 'width')),
        }),
      },
    ],
    toDOM: (node): DOMOutputSpec => [
      'figure',
      { 'data-file': String(node.attrs['file']), 'data-width': String(node.attrs['width']) },
    ],
  },
  qr: {
    group: 'block',
    attrs: { of: { default: 'case' } },
    parseDOM: [
      {
        tag: 'figure[data-qr]',
        getAttrs: (element: HTMLElement) => ({ of: text(element, 'qr') }),
      },
    ],
    toDOM: (node): DOMOutputSpec => [
      'figure',
      { 'data-qr': String(node.attrs['of']), class: 'elp-qr' },
    ],
  },
};

export const schema = new Schema({
  nodes: {
    ...nodes,
    ...guided,
    row: again(nodes['row'], 'tr'),
    list_item: again(nodes['list_item'], 'li'),
  },
  marks,
});

/* Attributes that say nothing are not written: the core takes what it knows alone. */
export function written(node: LetterNode): LetterNode {
  const attrs = Object.entries(node.attrs ?? {}).filter(([, value]) => value !== null);
  const { type, content, marks: set, text: words } = node;
  return {
    type,
    ...(set ? { marks: set } : {}),
    ...(words === undefined ? {} : { text: words }),
    ...(attrs.length ? { attrs: Object.fromEntries(attrs) } : {}),
    ...(content ? { content: content.map(written) } : {}),
  };
}
