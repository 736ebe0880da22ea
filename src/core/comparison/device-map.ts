/**
 * Devices of a later scan as those of an earlier one. A file system gets another number when it is mounted again (loop
 * devices, tmpfs, btrfs, after any start of the machine), so that a number alone identifies none. What lies at the root
 * in both scans corresponds, and what is mounted at the same path.
 */
import { IdentityWord } from '../../contract/identity.js';
import type { Identity } from '../tree/identity.js';
import { ROOT_DIRECTORY } from '../tree/tree.js';
import { Match, type MatchedTree } from './matched-tree.js';

type Device = readonly [high: number, low: number];

/** A device that no scan has: of one whose number another device had in the earlier scan. */
const noDevice: Device = [0xffff_ffff, 0xffff_ffff];

export class DeviceMap {
  /** By the later number. There are as many entries as devices. */
  private readonly earlier = new Map<string, Device>();
  /** Earlier numbers that correspond to one. */
  private readonly taken = new Set<string>();

  /** @param before,after with all partners that are at the same path. */
  constructor(before: MatchedTree, after: MatchedTree) {
    for (let directory = 0; directory < after.directoryCount; directory++) {
      const node = after.tree.directories.node(directory);
      if (after.match(node) !== Match.inPlace || !isTop(after, directory)) continue;
      const device = deviceOf(before, after.partner(node));
      const key = deviceOf(after, node).join();
      if (this.earlier.has(key) || this.taken.has(device.join())) continue;
      this.earlier.set(key, device);
      this.taken.add(device.join());
    }
  }

  /** Returns the identity that an inode of the later scan has in the earlier one. */
  toEarlier(identity: Identity): Identity {
    const { deviceHigh, deviceLow, inodeLow, inodeHigh } = IdentityWord;
    const key = `${identity[deviceHigh]},${identity[deviceLow]}`;
    const device = this.earlier.get(key) ?? (this.taken.has(key) ? noDevice : undefined);
    return device ? [...device, identity[inodeLow]!, identity[inodeHigh]!] : identity;
  }
}

/** Tells whether a directory is on another device than the one that holds it. */
function isTop({ tree: { nodes, directories } }: MatchedTree, directory: number): boolean {
  if (directory === ROOT_DIRECTORY) return true;
  return !nodes.isSameDevice(directories.node(directory), directories.node(directories.parent(directory)));
}

function deviceOf({ tree }: MatchedTree, node: number): Device {
  const identity = tree.nodes.identity(node);
  return [identity[IdentityWord.deviceHigh], identity[IdentityWord.deviceLow]];
}
