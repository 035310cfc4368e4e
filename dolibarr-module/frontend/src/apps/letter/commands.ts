/* What the menu of letters inserts, and what becomes of {{names}} that are typed. */
import type { Node, NodeType } from 'prosemirror-model';
import { Plugin, type Command, type EditorState } from 'prosemirror-state';
import { schema } from './schema';

const type = (name: string): NodeType => schema.nodes[name] as NodeType;

export const insertVariable =
  (name: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(type('variable').create({ name })).scrollIntoView());
    return true;
  };

/* Around the blocks that are chosen. */
const around =
  (name: string, attrs: Record<string, string>): Command =>
  (state, dispatch) => {
    const range = state.selection.$from.blockRange(state.selection.$to, (node) =>
      ['doc', 'condition', 'repeat'].includes(node.type.name),
    );
    if (!range) return false;
    dispatch?.(state.tr.wrap(range, [{ type: type(name), attrs }]).scrollIntoView());
    return true;
  };
export const insertCondition: Command = around('condition', {
  when: 'nombre_pieces_manquantes > 0',
});
export const insertRepeat: Command = around('repeat', { of: 'pieces' });

/* Below the block that the cursor is in. */
const below =
  (make: () => Node): Command =>
  (state, dispatch) => {
    const { $to } = state.selection;
    let depth = $to.depth;
    while (depth > 1 && !['doc', 'condition', 'repeat'].includes($to.node(depth - 1).type.name))
      depth--;
    if (depth === 0) return false;
    dispatch?.(state.tr.insert($to.after(depth), make()).scrollIntoView());
    return true;
  };
export const insertPageBreak: Command = below(() => type('page_break').create());
export const insertCode: Command = below(() => type('qr').create({ of: 'case' }));

export const insertPicture = (file: number, width: number): Command =>
  below(() => type('image').create({ file, width }));

const cell = (header: boolean): Node => type('cell').create({ header }, type('paragraph').create());
const row = (header: boolean, columns: number): Node =>
  type('row').create(
    null,
    Array.from({ length: columns }, () => cell(header)),
  );
export const insertTable: Command = below(() =>
  type('table').create(null, [row(true, 2), row(false, 2)]),
);

/* --- rows and items ------------------------------------------------------------------------- */

function within(
  state: EditorState,
  names: string[],
): { node: Node; pos: number; depth: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--)
    if (names.includes($from.node(depth).type.name))
      return { node: $from.node(depth), pos: $from.before(depth), depth };
  return null;
}

/* undefined: the cursor is in neither; '': not repeated. */
export function repeatedAt(state: EditorState): string | undefined {
  const at = within(state, ['row', 'list_item']);
  return at ? ((at.node.attrs['repeat'] as string | null) ?? '') : undefined;
}

export const repeatRow =
  (list: string): Command =>
  (state, dispatch) => {
    const at = within(state, ['row', 'list_item']);
    if (!at) return false;
    dispatch?.(state.tr.setNodeMarkup(at.pos, null, { repeat: list || null }));
    return true;
  };

export const inTable = (state: EditorState): boolean => within(state, ['table']) !== null;

export const addRow: Command = (state, dispatch) => {
  const at = within(state, ['row']);
  if (!at) return false;
  dispatch?.(state.tr.insert(at.pos + at.node.nodeSize, row(false, at.node.childCount)));
  return true;
};

export const dropRow: Command = (state, dispatch) => {
  const at = within(state, ['row']);
  const table = within(state, ['table']);
  if (!at || !table) return false;
  const what = table.node.childCount === 1 ? table : at;
  dispatch?.(state.tr.delete(what.pos, what.pos + what.node.nodeSize));
  return true;
};

/* The whole table anew: rows stay as wide as one another. */
const columns =
  (change: (cells: Node[], at: number, header: boolean) => Node[]): Command =>
  (state, dispatch) => {
    const table = within(state, ['table']);
    const line = within(state, ['row']);
    if (!table || !line) return false;
    const at = state.selection.$from.index(line.depth);
    const rows: Node[] = [];
    table.node.forEach((each) => {
      const cells: Node[] = [];
      each.forEach((one) => cells.push(one));
      rows.push(
        each.type.create(each.attrs, change(cells, at, cells[0]?.attrs['header'] === true)),
      );
    });
    if (rows.some((each) => each.childCount === 0)) return false;
    dispatch?.(
      state.tr.replaceWith(
        table.pos,
        table.pos + table.node.nodeSize,
        table.node.type.create(null, rows),
      ),
    );
    return true;
  };
export const addColumn: Command = columns((cells, at, header) => [
  ...cells.slice(0, at + 1),
  cell(header),
  ...cells.slice(at + 1),
]);
export const dropColumn: Command = columns((cells, at) => cells.filter((_, i) => i !== at));

/* {{nom_client}} becomes the variable with its last brace. */
export const typedNames = (): Plugin =>
  new Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        const { $from } = view.state.selection;
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
        const found = text === '}' ? /\{\{\s*([A-Za-z_]\w{0,63})\s*\}$/.exec(before) : null;
        if (!found) return false;
        const name = type('variable').create({ name: found[1] });
        view.dispatch(view.state.tr.replaceWith(from - found[0].length, to, name));
        return true;
      },
    },
  });
