/** Makes a directory that was read again what it is now: names stay, go, and come. */
import type { EntryBatch } from '../../contract/entry-batch.js';
import { DirectoryState } from '../tree/directories.js';
import { liveNames } from '../tree/live-names.js';
import { NameFinder } from '../tree/name-finder.js';
import type { Tree } from '../tree/tree.js';
import { ArrivedRows } from './arrived-rows.js';
import type { RowMerge } from './row-merge.js';
import { selectRows } from './row-selection.js';
import type { TreeUpdate } from './tree-update.js';

/** Names of a directory that have arrived together: rows of a batch. */
export interface ArrivedNames {
  readonly batch: EntryBatch;
  readonly from: number;
  readonly to: number;
  /** The tree's number for each of the sender's attribute numbers. */
  readonly attributes: Uint32Array;
}

/**
 * @param arrived all the names that there are now.
 * @param errno why it could not be read (further), or 0.
 * @returns the first of the directories that came; all up to `directories.count` are new.
 */
export function reconcile(
  update: TreeUpdate,
  merge: RowMerge,
  directory: number,
  arrived: readonly ArrivedNames[],
  errno: number,
): number {
  const { tree } = update;
  const firstNew = tree.directories.count;
  const added = mergeNames(update, merge, liveNames(tree, directory), arrived);
  arrived.forEach((names, index) => {
    append(tree, directory, names, added[index]!);
  });
  if (errno === 0) tree.directories.state.set(directory, DirectoryState.complete);
  else {
    tree.failDirectory(directory, errno);
    tree.revision++;
  }
  return firstNew;
}

/** Returns which rows are new names. */
function mergeNames(
  update: TreeUpdate,
  merge: RowMerge,
  known: Uint32Array,
  arrived: readonly ArrivedNames[],
): number[][] {
  const finder = new NameFinder(update.tree.nodes, known);
  const isKept = new Uint8Array(known.length);
  const added = arrived.map(({ batch, from, to, attributes }) => {
    const rows = new ArrivedRows(batch, attributes);
    const others: number[] = [];
    for (let row = from; row < to; row++) {
      rows.moveTo(row);
      const place = finder.find(batch.names, batch.nameStart[row]!);
      if (place >= 0 && merge.merge(known[place]!, rows)) isKept[place] = 1;
      else others.push(row);
    }
    return others;
  });
  for (let place = 0; place < known.length; place++) {
    if (isKept[place] === 0) update.remove(known[place]!);
  }
  return added;
}

function append(tree: Tree, directory: number, names: ArrivedNames, rows: readonly number[]): void {
  if (rows.length === 0) return;
  const { batch, attributes } = names;
  const selected = selectRows(batch, Uint32Array.from(rows), directory, attributes, tree.nodes.attributes);
  tree.append(selected, { directories: [], attributes });
}
