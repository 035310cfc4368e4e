/* Between what a form holds as typed and what the editor edits. */
import type { Node } from 'prosemirror-model';
import { fromText, plainText, richOf, saidOf, type RichNode } from '@/lib/rich/tree';
import { schema } from './schema';

function read(tree: RichNode): Node {
  const whole = tree.content?.length ? tree : { type: 'doc', content: [{ type: 'paragraph' }] };
  const node = schema.nodeFromJSON(whole);
  node.check();
  return node;
}

/* What a newer service wrote and this page does not know is shown as its text. */
export function documentOf(typed: string): Node {
  try {
    return read(richOf(typed));
  } catch {
    return read(fromText(saidOf(typed)));
  }
}

/* '' where there is nothing to see. */
export function typedOf(doc: Node): string {
  const tree = doc.toJSON() as RichNode;
  return plainText(tree) === '' ? '' : JSON.stringify(tree);
}
