/**
 * Marks of entries that cannot be compared, because one of two scans could not read them or did not look. Nobody must take
 * them for removed or added.
 *
 * - Entries of both scans that one of them could not stat, or could not read to their end, or left out (another mount, a
 *   pattern, a loop).
 * - Names of only one scan, where the other has not read all names of their directory, with all below them.
 */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { DirectoryState } from '../tree/directories.js';
import { Match, type MatchedTree } from './matched-tree.js';

export function markUnclear(before: MatchedTree, after: MatchedTree): void {
  markUnlikeEntries(before, after);
  markUnreadDirectories(before, after);
  markUnseenNames(before, after);
  markUnseenNames(after, before);
}

function markUnlikeEntries(before: MatchedTree, after: MatchedTree): void {
  const was = before.tree.nodes.flags;
  const is = after.tree.nodes.flags;
  for (let node = 0; node < after.nodeCount; node++) {
    const old = after.partner(node);
    if (old < 0) continue;
    const oldFlags = was.get(old) & UNCOUNTED;
    const flags = is.get(node) & UNCOUNTED;
    if (oldFlags !== flags || (flags & NodeFlag.unreadable) !== 0) mark(before, old, after, node);
  }
}

function markUnreadDirectories(before: MatchedTree, after: MatchedTree): void {
  for (let directory = 0; directory < after.directoryCount; directory++) {
    const node = after.tree.directories.node(directory);
    const old = after.partner(node);
    const oldDirectory = old < 0 ? -1 : before.directoryOf(old);
    if (oldDirectory < 0) continue;
    const state = after.tree.directories.state.get(directory);
    const isSame = before.tree.directories.state.get(oldDirectory) === state;
    const isRead = state === DirectoryState.complete || state === DirectoryState.elsewhere;
    if (!isSame || !isRead) mark(before, old, after, node);
  }
}

/** Marks the names of one tree that the other one may have, in a directory that it has not read. */
function markUnseenNames(tree: MatchedTree, other: MatchedTree): void {
  const { directories } = tree.tree;
  // Parents come first, so that what lies below a marked name is marked too.
  for (let directory = 0; directory < tree.directoryCount; directory++) {
    if (hasAllNames(other, tree, directories.node(directory))) continue;
    tree.eachName(directory, (node) => {
      if (tree.isAlone(node)) tree.setUnclear(node);
    });
  }
}

/** Tells whether the other tree has read all names of a directory. */
function hasAllNames(other: MatchedTree, tree: MatchedTree, node: number): boolean {
  const partner = tree.partner(node);
  if (partner < 0 || tree.match(node) === Match.otherType) return !tree.isUnclear(node);
  const directory = other.directoryOf(partner);
  return directory >= 0 && other.tree.directories.state.get(directory) === DirectoryState.complete;
}

function mark(before: MatchedTree, old: number, after: MatchedTree, node: number): void {
  before.setUnclear(old);
  after.setUnclear(node);
}
