/** Lists the paths below a root, without their metadata. */

import { textOf } from './binary-path.js';
import { type ListingOptions, type PathEntry, prefixOf } from './list-entry.js';
import { PlainWalk } from './plain-walk.js';

/**
 * Lists the paths below a root, one directory after the other: each directory before what it holds, the root first, names
 * in the order in which `fs.readdir` gives them.
 *
 * Only what may be a directory is stat'ed: to learn its file system and, where links are followed, their targets.
 *
 * @throws PathError when the root cannot be read. Failures below it are listed, and passed to `onError`.
 */
export function collectPathsRecursive(root: string, options: ListingOptions = {}): PathEntry[] {
  const prefix = prefixOf(root);
  const entries: PathEntry[] = [];
  for (const { relative, depth } of new PlainWalk(root, options, false)) {
    const relativePath = textOf(relative);
    const isRoot = depth === 0;
    entries.push({ fullPath: isRoot ? root : prefix + relativePath, relativePath, depth, isRoot });
  }
  return entries;
}
