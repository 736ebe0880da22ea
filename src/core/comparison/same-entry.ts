/**
 * Tells an entry that moved from another one that got the inode number of an entry that is gone: file systems give
 * numbers out again at once (ext4, tmpfs). Both have the same device and inode.
 *
 * - A regular file is the same if it is as long as it was; of empty ones the mtime must be the same too.
 * - A directory is, if its mtime is the same, or a name in it still leads to the same inode.
 * - Anything else is, if its mtime is the same.
 */

import { isSameIdentity } from '../tree/identity.js';
import { FILE_BITS } from '../tree/mode.js';
import type { CommonNames } from './common-names.js';
import type { MatchedTree } from './matched-tree.js';

export function isSameEntry(
  before: MatchedTree,
  old: number,
  after: MatchedTree,
  now: number,
  names: CommonNames,
): boolean {
  const type = before.type(old);
  if (type !== after.type(now)) return false;
  if (type === FILE_BITS) {
    const length = before.tree.nodes.apparentBytes(old);
    if (length !== after.tree.nodes.apparentBytes(now)) return false;
    if (length > 0n) return true;
  }
  return hasSameTime(before, old, after, now) || hasSameContent(before, old, after, now, names);
}

function hasSameTime(before: MatchedTree, old: number, after: MatchedTree, now: number): boolean {
  const was = before.tree.nodes.mtime(old);
  const is = after.tree.nodes.mtime(now);
  return was.seconds === is.seconds && was.nanoseconds === is.nanoseconds;
}

function hasSameContent(
  before: MatchedTree,
  old: number,
  after: MatchedTree,
  now: number,
  names: CommonNames,
): boolean {
  const wasDirectory = before.directoryOf(old);
  const isDirectory = after.directoryOf(now);
  if (wasDirectory < 0 || isDirectory < 0) return false;
  return names.some(wasDirectory, isDirectory, (a, b) => {
    const isSame = isSameIdentity(before.tree.nodes.identity(a), after.tree.nodes.identity(b));
    return isSame && before.type(a) === after.type(b);
  });
}
