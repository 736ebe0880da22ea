/**
 * Matching of the entries of an earlier scan of a root with those of a later one, in three steps:
 *
 * 1. By name, from the root down. Entries at the same path are compared, whatever their inodes are.
 * 2. Directories that are gone with directories that have come, by device and inode (`SameEntry`): those moved. Their
 *    children are matched by name again, so that a moved directory is one move, and a change in it a change.
 * 3. Other entries that are gone with those that have come, by device and inode.
 *
 * A later step leaves the results of earlier ones alone. The order of nodes makes no difference, nor does it matter which
 * of the scans is the earlier one. Of an inode with several names that are gone or have come, the first path is matched
 * with the first.
 */

import { comparePaths } from '../tree/path-order.js';
import { eachSharedInode } from '../tree/shared-inodes.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from '../tree/tree.js';
import { CommonNames } from './common-names.js';
import { DeviceMap } from './device-map.js';
import { Match, MatchedTree } from './matched-tree.js';
import { SameEntry } from './same-entry.js';
import { markUnclear } from './unclear-entries.js';

export interface MatchedTrees {
  readonly before: MatchedTree;
  readonly after: MatchedTree;
}

/** Matches two trees, each with at least its root. */
export function matchTrees(before: Tree, after: Tree): MatchedTrees {
  const matching = new Matching(before, after);
  matching.matchInPlace();
  matching.matchMovedDirectories();
  matching.matchMovedOthers();
  markUnclear(matching.before, matching.after);
  return matching;
}

class Matching implements MatchedTrees {
  readonly before: MatchedTree;
  readonly after: MatchedTree;
  private readonly names: CommonNames;
  /** Pairs of directories whose names are still to be matched. */
  private readonly pending: number[] = [];

  constructor(before: Tree, after: Tree) {
    this.before = new MatchedTree(before);
    this.after = new MatchedTree(after);
    this.names = new CommonNames(before, after);
  }

  matchInPlace(): void {
    this.pair(ROOT_NODE, ROOT_NODE, Match.inPlace);
    this.pending.push(ROOT_DIRECTORY, ROOT_DIRECTORY);
    this.matchPending((old, now) => {
      const isSameType = this.before.type(old) === this.after.type(now);
      this.pair(old, now, isSameType ? Match.inPlace : Match.otherType);
      if (isSameType) this.pushDirectories(old, now);
    });
  }

  matchMovedDirectories(): void {
    this.pairByInode(true);
    this.matchPending((old, now) => {
      const { before, after } = this;
      if (before.partner(old) === now) this.pair(old, now, Match.carried);
      else if (before.isAlone(old) && after.isAlone(now) && before.type(old) === after.type(now)) {
        this.pair(old, now, Match.carried);
        this.pushDirectories(old, now);
      }
    });
  }

  matchMovedOthers(): void {
    this.pairByInode(false);
  }

  private pairByInode(areDirectories: boolean): void {
    const { before, after } = this;
    const devices = new DeviceMap(before, after);
    const same = new SameEntry(before, after, this.names, devices);
    const gone = before.lonely(areDirectories);
    const come = after.lonely(areDirectories);
    const earlierIdentity = (node: number) => devices.toEarlier(after.tree.nodes.identity(node));
    eachSharedInode(before.tree.nodes, gone, come, earlierIdentity, (old, now) => {
      sortByPath(before.tree, old);
      sortByPath(after.tree, now);
      for (let at = 0; at < Math.min(old.length, now.length); at++) {
        if (!same.isSame(old[at]!, now[at]!)) continue;
        this.pair(old[at]!, now[at]!, Match.moved);
        this.pushDirectories(old[at]!, now[at]!);
      }
    });
  }

  private matchPending(visit: (old: number, now: number) => void): void {
    const visitName = (old: number, now: number) => {
      visit(old, now);
      return false;
    };
    while (this.pending.length > 0) {
      const now = this.pending.pop()!;
      this.names.some(this.pending.pop()!, now, visitName);
    }
  }

  private pair(old: number, now: number, match: number): void {
    this.before.setPartner(old, now, match);
    this.after.setPartner(now, old, match);
  }

  private pushDirectories(old: number, now: number): void {
    const oldDirectory = this.before.directoryOf(old);
    const directory = this.after.directoryOf(now);
    if (oldDirectory >= 0 && directory >= 0) this.pending.push(oldDirectory, directory);
  }
}

function sortByPath({ nodes, directories }: Tree, items: number[]): void {
  if (items.length > 1) items.sort((a, b) => (a === b ? 0 : comparePaths(nodes, directories, a, b)));
}
