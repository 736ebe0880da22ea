/** Paths of nodes as bytes, put together from the names above them. */
import { SLASH } from '../columns/bytes.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from './tree.js';

/** The path of a directory relative to the root; empty for the root itself. */
export function directoryPath(tree: Tree, directory: number): Uint8Array {
  const { directories, nodes } = tree;
  let length = 0;
  for (let above = directory; above !== ROOT_DIRECTORY; above = directories.parent(above)) {
    length += nodes.name(directories.node(above)).length + 1;
  }
  const path = new Uint8Array(Math.max(0, length - 1));
  for (
    let above = directory, end = path.length;
    above !== ROOT_DIRECTORY;
    above = directories.parent(above)
  ) {
    const name = nodes.name(directories.node(above));
    path.set(name, end - name.length);
    end -= name.length + 1;
    if (end > 0) path[end] = SLASH;
  }
  return path;
}

/** The path of any node relative to the root; empty for the root itself. */
export function nodePath(tree: Tree, node: number): Uint8Array {
  const holder = tree.directories.holding(node);
  if (holder < 0) return new Uint8Array();
  const above = directoryPath(tree, holder);
  const name = tree.nodes.name(node);
  if (above.length === 0) return name.slice();
  const path = new Uint8Array(above.length + 1 + name.length);
  path.set(above);
  path[above.length] = SLASH;
  path.set(name, above.length + 1);
  return path;
}

/** The path of any node, the root as it was given. */
export function fullPath(tree: Tree, node: number): Uint8Array {
  const root = tree.nodes.name(ROOT_NODE);
  const below = nodePath(tree, node);
  if (below.length === 0) return root.slice();
  const start = root.at(-1) === SLASH ? root.length : root.length + 1;
  const path = new Uint8Array(start + below.length);
  path.set(root);
  path[start - 1] = SLASH;
  path.set(below, start);
  return path;
}
