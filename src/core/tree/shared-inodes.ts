/** Finds the inodes that entries of one tree and entries of another have in common, by device and number. */
import { type Column, words } from '../columns/column.js';
import type { Identity } from './identity.js';
import { InodeTable } from './inode-table.js';
import type { Nodes } from './nodes.js';

/**
 * Calls back once for each such inode, with its names on both sides: mostly one each.
 * @param identityOf the identity in the first tree of an entry of the second.
 */
export function eachSharedInode(
  before: Nodes,
  gone: readonly number[],
  come: readonly number[],
  identityOf: (come: number) => Identity,
  visit: (gone: number[], come: number[]) => void,
): void {
  if (gone.length === 0 || come.length === 0) return;
  const table = new InodeTable(before);
  const moreGone = words();
  for (const node of gone) {
    const first = table.standFor(node);
    if (first !== node) link(moreGone, first, node);
  }
  const firstCome = words();
  const moreCome = words();
  const shared: number[] = [];
  for (const node of come) {
    const first = table.find(identityOf(node));
    if (first < 0) continue;
    const known = firstCome.get(first);
    if (known === 0) {
      shared.push(first);
      firstCome.set(first, node + 1);
    } else link(moreCome, known - 1, node);
  }
  for (const first of shared) visit(chain(moreGone, first), chain(moreCome, firstCome.get(first) - 1));
}

/** Puts a node behind the first one of its chain. Numbers in a chain are of the next node + 1. */
function link(next: Column<Uint32Array>, first: number, node: number): void {
  next.set(node, next.get(first));
  next.set(first, node + 1);
}

function chain(next: Column<Uint32Array>, first: number): number[] {
  const nodes = [first];
  for (let node = next.get(first); node !== 0; node = next.get(node - 1)) nodes.push(node - 1);
  return nodes;
}
