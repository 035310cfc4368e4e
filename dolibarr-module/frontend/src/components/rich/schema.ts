/*
 * The documents of ext/core/rich for ProseMirror, under the same names: what the editor holds is what is stored. What is
 * pasted is read by parseDOM alone: anything else of it is text.
 */
import { Schema, type DOMOutputSpec, type MarkSpec, type NodeSpec } from 'prosemirror-model';
import { linkOf } from '@/lib/rich/tree';

const levelOf = (element: HTMLElement): number =>
  Number(element.dataset['level'] ?? Math.min(3, Number(element.tagName.slice(1))));

export const nodes: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: {
    group: 'block flow part',
    content: 'inline*',
    parseDOM: [{ tag: 'p' }],
    toDOM: (): DOMOutputSpec => ['p', 0],
  },
  heading: {
    group: 'block flow',
    content: 'inline*',
    attrs: { level: { default: 1 } },
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({
      tag: `h${n}`,
      getAttrs: (element: HTMLElement) => ({ level: levelOf(element) }),
    })),
    toDOM: (node): DOMOutputSpec => {
      const level = Number(node.attrs['level']);
      return [`h${level + 3}`, { 'data-level': String(level) }, 0];
    },
  },
  bullet_list: {
    group: 'block flow part',
    content: 'list_item+',
    parseDOM: [{ tag: 'ul' }],
    toDOM: (): DOMOutputSpec => ['ul', 0],
  },
  ordered_list: {
    group: 'block flow part',
    content: 'list_item+',
    parseDOM: [{ tag: 'ol' }],
    toDOM: (): DOMOutputSpec => ['ol', 0],
  },
  list_item: {
    content: 'paragraph part*',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: (): DOMOutputSpec => ['li', 0],
  },
  blockquote: {
    group: 'block',
    content: 'flow+',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: (): DOMOutputSpec => ['blockquote', 0],
  },
  table: {
    group: 'block',
    content: 'row+',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: (): DOMOutputSpec => ['table', ['tbody', 0]],
  },
  row: { content: 'cell+', parseDOM: [{ tag: 'tr' }], toDOM: (): DOMOutputSpec => ['tr', 0] },
  cell: {
    content: 'paragraph part*',
    attrs: { header: { default: false } },
    isolating: true,
    parseDOM: [{ tag: 'td' }, { tag: 'th', attrs: { header: true } }],
    toDOM: (node): DOMOutputSpec => [node.attrs['header'] ? 'th' : 'td', 0],
  },
  text: { group: 'inline' },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: (): DOMOutputSpec => ['br'],
  },
};

export const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element: HTMLElement) => {
          const href = linkOf(element.getAttribute('href') ?? '');
          return href ? { href } : false;
        },
      },
    ],
    toDOM: (mark): DOMOutputSpec => [
      'a',
      { href: String(mark.attrs['href']), rel: 'noopener noreferrer' },
      0,
    ],
  },
  bold: {
    parseDOM: [
      { tag: 'strong' },
      /* What Google Docs copies stands in one that is not bold. */
      {
        tag: 'b',
        getAttrs: (element: HTMLElement) => element.style.fontWeight !== 'normal' && null,
      },
      { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'bold' },
      {
        style: 'font-weight',
        getAttrs: (value: string) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null,
      },
    ],
    toDOM: (): DOMOutputSpec => ['strong', 0],
  },
  italic: {
    parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
    toDOM: (): DOMOutputSpec => ['em', 0],
  },
  underline: {
    parseDOM: [
      { tag: 'u' },
      { style: 'text-decoration=underline' },
      { style: 'text-decoration-line=underline' },
    ],
    toDOM: (): DOMOutputSpec => ['u', 0],
  },
  strike: {
    parseDOM: [
      { tag: 's' },
      { tag: 'del' },
      { tag: 'strike' },
      { style: 'text-decoration=line-through' },
    ],
    toDOM: (): DOMOutputSpec => ['s', 0],
  },
};

export const schema = new Schema({ nodes, marks });
