/* What the buttons and keys of the editor do, and whether it is done where the cursor stands. */
import {
  baseKeymap,
  chainCommands,
  exitCode,
  setBlockType,
  toggleMark,
} from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { Plugin, type Command, type EditorState } from 'prosemirror-state';

/* Of the schema that is being edited: letters have one with more in it. */
const type = (state: EditorState, name: string): NodeType => state.schema.nodes[name] as NodeType;
const mark = (state: EditorState, name: string): MarkType => state.schema.marks[name] as MarkType;
/* A command that is made of one of its types. */
const of =
  (name: string, make: (type: NodeType) => Command): Command =>
  (state, dispatch, view) =>
    make(type(state, name))(state, dispatch, view);

export const MARKS = ['bold', 'italic', 'underline'] as const;
export type MarkName = (typeof MARKS)[number];
export const LISTS = ['bullet_list', 'ordered_list'] as const;
export type ListName = (typeof LISTS)[number];

export const toggle =
  (name: MarkName | 'strike'): Command =>
  (state, dispatch, view) =>
    toggleMark(mark(state, name))(state, dispatch, view);
export { redo, undo };

/* --- where the cursor stands ---------------------------------------------------------------- */

export function has(state: EditorState, name: string): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty
    ? mark(state, name).isInSet(state.storedMarks ?? $from.marks()) !== undefined
    : state.doc.rangeHasMark(from, to, mark(state, name));
}

function listAt(state: EditorState): { name: string; pos: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const name = $from.node(depth).type.name;
    if (name === 'bullet_list' || name === 'ordered_list')
      return { name, pos: $from.before(depth) };
  }
  return null;
}

export const inList = (state: EditorState, name: ListName): boolean => listAt(state)?.name === name;

/* 0: a paragraph. */
export const levelAt = (state: EditorState): number => {
  const { parent } = state.selection.$from;
  return parent.type.name === 'heading' ? Number(parent.attrs['level']) : 0;
};

/* --- changes -------------------------------------------------------------------------------- */

export const setLevel = (level: number): Command =>
  level === 0
    ? of('paragraph', (paragraph) => setBlockType(paragraph))
    : of('heading', (heading) => setBlockType(heading, { level }));

/* Into a list, out of it, or from one sort to the other. */
export const toggleList =
  (name: ListName): Command =>
  (state, dispatch) => {
    const at = listAt(state);
    if (at?.name === name) return liftListItem(type(state, 'list_item'))(state, dispatch);
    if (at) {
      dispatch?.(state.tr.setNodeMarkup(at.pos, type(state, name)));
      return true;
    }
    return wrapInList(type(state, name))(state, dispatch);
  };

/* The link that the cursor is in, whole. */
function linkRange(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, from, to, empty } = state.selection;
  const link = mark(state, 'link');
  const found = link.isInSet(empty ? $from.marks() : (state.doc.nodeAt(from)?.marks ?? []));
  if (!found) return null;
  if (!empty) return { from, to, href: String(found.attrs['href']) };
  const { parent } = $from;
  let start = $from.start();
  for (let i = 0; i < $from.index(); i++)
    if (!found.isInSet(parent.child(i).marks)) start = $from.start() + endOf(parent, i);
  let end = $from.start() + endOf(parent, $from.indexAfter() - 1);
  for (let i = $from.indexAfter(); i < parent.childCount; i++) {
    if (!found.isInSet(parent.child(i).marks)) break;
    end = $from.start() + endOf(parent, i);
  }
  return { from: start, to: end, href: String(found.attrs['href']) };
}

function endOf(parent: EditorState['doc'], index: number): number {
  let at = 0;
  for (let i = 0; i <= index; i++) at += parent.child(i).nodeSize;
  return at;
}

export const linkAt = (state: EditorState): string => linkRange(state)?.href ?? '';

/* '' takes it away. Where nothing is chosen the address itself is written. */
export const setLink =
  (href: string): Command =>
  (state, dispatch) => {
    const range = linkRange(state) ?? state.selection;
    const link = href === '' ? null : mark(state, 'link').create({ href });
    const tr = state.tr;
    if (range.from !== range.to) tr.removeMark(range.from, range.to, mark(state, 'link'));
    if (link && range.from === range.to)
      tr.replaceSelectionWith(
        state.schema.text(
          href.replace(/^(https:\/\/|mailto:|tel:)/, '').replace(/^([^/]+)\/$/, '$1'),
          [link],
        ),
        false,
      );
    else if (link) tr.addMark(range.from, range.to, link);
    dispatch?.(tr.scrollIntoView());
    return true;
  };

const hardBreak: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(type(state, 'hard_break').create()).scrollIntoView());
  return true;
});

/* A table at the end leaves no place to write on: there is a line after it. */
const lineAfterTable = new Plugin({
  appendTransaction: (_, __, state) =>
    state.doc.lastChild?.type.name === 'table'
      ? state.tr.insert(state.doc.content.size, type(state, 'paragraph').create())
      : null,
});

/* Tab leaves the editor, as everywhere: lists go in and out by brackets. */
export const plugins = (onLink: () => void): Plugin[] => [
  keymap({
    'Mod-b': toggle('bold'),
    'Mod-i': toggle('italic'),
    'Mod-u': toggle('underline'),
    'Mod-Shift-x': toggle('strike'),
    'Mod-k': () => {
      onLink();
      return true;
    },
    'Mod-z': undo,
    'Mod-y': redo,
    'Mod-Shift-z': redo,
    'Mod-Alt-0': setLevel(0),
    'Mod-Alt-1': setLevel(1),
    'Mod-Alt-2': setLevel(2),
    'Mod-Alt-3': setLevel(3),
    'Mod-Shift-7': toggleList('ordered_list'),
    'Mod-Shift-8': toggleList('bullet_list'),
    'Mod-]': of('list_item', sinkListItem),
    'Mod-[': of('list_item', liftListItem),
    'Shift-Enter': hardBreak,
    Enter: of('list_item', (item) => splitListItem(item)),
  }),
  keymap(baseKeymap),
  history(),
  lineAfterTable,
];
