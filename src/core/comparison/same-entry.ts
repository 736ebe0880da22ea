/**
 * Tells an entry that moved from another one that got the inode number of an entry that is gone: file systems give
 * numbers out again at once (ext4, tmpfs). Both have the same device and inode, and are the same
 *
 * - where both birth times are known: if those are the same;
 * - else if the mtime is the same, and, of files, the length;
 * - else, of directories, if most names on both sides, and two at least, lead to the same inodes.
 */

import { isSameIdentity } from '../tree/identity.js';
import { FILE_BITS } from '../tree/mode.js';
import type { CommonNames } from './common-names.js';
import type { DeviceMap } from './device-map.js';
import type { MatchedTree } from './matched-tree.js';

const minCommonNames = 2;

export class SameEntry {
  private readonly before: MatchedTree;
  private readonly after: MatchedTree;
  private readonly names: CommonNames;
  private readonly devices: DeviceMap;

  constructor(before: MatchedTree, after: MatchedTree, names: CommonNames, devices: DeviceMap) {
    this.before = before;
    this.after = after;
    this.names = names;
    this.devices = devices;
  }

  /** @param old,now entries of the same device and inode. */
  isSame(old: number, now: number): boolean {
    if (this.before.type(old) !== this.after.type(now)) return false;
    return this.hasSameBirth(old, now) ?? (this.hasSameStamp(old, now) || this.hasSameContent(old, now));
  }

  /** Returns undefined where one of the birth times is not known. */
  private hasSameBirth(old: number, now: number): boolean | undefined {
    const was = this.before.tree.nodes.birth(old);
    const is = this.after.tree.nodes.birth(now);
    return was === 0 || is === 0 ? undefined : was === is;
  }

  private hasSameStamp(old: number, now: number): boolean {
    const was = this.before.tree.nodes.mtime(old);
    const is = this.after.tree.nodes.mtime(now);
    if (was.seconds !== is.seconds || was.nanoseconds !== is.nanoseconds) return false;
    const { nodes } = this.after.tree;
    const isAsLong = this.before.tree.nodes.apparentBytes(old) === nodes.apparentBytes(now);
    return isAsLong || this.after.type(now) !== FILE_BITS;
  }

  private hasSameContent(old: number, now: number): boolean {
    const { before, after, devices } = this;
    const oldDirectory = before.directoryOf(old);
    const directory = after.directoryOf(now);
    if (oldDirectory < 0 || directory < 0) return false;
    let common = 0;
    this.names.some(oldDirectory, directory, (a, b) => {
      const identity = devices.toEarlier(after.tree.nodes.identity(b));
      const isSame = isSameIdentity(before.tree.nodes.identity(a), identity);
      if (isSame && before.type(a) === after.type(b)) common++;
      return false;
    });
    const size = Math.max(before.tree.directories.size(oldDirectory), after.tree.directories.size(directory));
    return common >= minCommonNames && common * 2 > size;
  }
}
