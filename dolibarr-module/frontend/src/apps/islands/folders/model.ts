/* Folders as folder.tree gives them, in the shape of a tree. */
export type Folder = {
  id: number;
  parent: number | null;
  name: string;
  icon: string;
  colour: string;
  visible: boolean;
  hidden: boolean;
  level: number;
  guarded: number;
  model: boolean;
  case_root: boolean;
  year: number | null;
  case: number | null;
  version: number;
  count: number;
  total: number;
};
export type Tree = {
  client: number;
  folders: Folder[];
  unfiled: number;
  total: number;
  depth: number;
  may: { edit: boolean };
};
export type Person = { id: number; name: string };

export const childrenOf = (tree: Tree, parent: number | null): Folder[] =>
  tree.folders.filter((folder) => folder.parent === parent);

export const byId = (tree: Tree, id: number | null): Folder | undefined =>
  tree.folders.find((folder) => folder.id === id);

export function pathOf(tree: Tree, id: number): Folder[] {
  const path: Folder[] = [];
  for (let at = byId(tree, id); at && path.length < 20; at = byId(tree, at.parent))
    path.unshift(at);
  return path;
}

export function below(tree: Tree, id: number): Set<number> {
  const found = new Set([id]);
  for (let n = 0; n !== found.size;) {
    n = found.size;
    for (const folder of tree.folders)
      if (folder.parent !== null && found.has(folder.parent)) found.add(folder.id);
  }
  return found;
}

const heightOf = (tree: Tree, id: number): number =>
  1 + Math.max(0, ...childrenOf(tree, id).map((child) => heightOf(tree, child.id)));

/* As the core judges it: what cannot be is not offered. */
export function mayMove(tree: Tree, folder: Folder, to: Folder | null): boolean {
  if (to && below(tree, folder.id).has(to.id)) return false;
  const side = to?.case ?? null;
  if (folder.case_root ? side !== null : side !== (folder.case ?? null)) return false;
  const depth = to ? pathOf(tree, to.id).length : 0;
  return depth + heightOf(tree, folder.id) <= tree.depth;
}

/* Every folder in the order of the tree, with how deep it stands. */
export function flat(tree: Tree, parent: number | null = null, depth = 0): [Folder, number][] {
  return childrenOf(tree, parent).flatMap((folder): [Folder, number][] => [
    [folder, depth],
    ...flat(tree, folder.id, depth + 1),
  ]);
}
