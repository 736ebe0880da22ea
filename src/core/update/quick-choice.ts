/** Chooses the names that a quick rescan stats in a directory that has not changed. It trusts the others. */

import { NodeFlag } from '../../contract/entry-batch.js';
import type { QuickRules } from '../../contract/scans.js';
import { isDirectory } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import type { IsWanted } from './known-rows.js';

/** Default rules. why: files that grow where they lie are mostly large, or recent: images of disks, databases, logs. */
export const quickDefaults: QuickRules = { largeBytes: 64 * 2 ** 20, recentDays: 7 };

const secondsOfDay = 86_400;

/** @param now seconds since 1970: when the last scan began. What was written to shortly before may go on to be. */
export function quickChoice(nodes: Nodes, { largeBytes, recentDays }: QuickRules, now: number): IsWanted {
  const since = now - recentDays * secondsOfDay;
  return (node) =>
    // A directory tells whether its names have changed.
    isDirectory(nodes.mode(node)) ||
    nodes.approximateMtime(node) >= since ||
    nodes.approximateAllocatedBytes(node) >= largeBytes ||
    nodes.approximateApparentBytes(node) >= largeBytes ||
    nodes.hasFlag(node, NodeFlag.unreadable | NodeFlag.otherMount);
}
