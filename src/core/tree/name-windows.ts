/**
 * Names of many nodes as pieces of bytes, so that searching them makes no view, and no string, per name.
 */
import type { Nodes } from './nodes.js';

/** Perf: names are stored in chunks of this length; a piece within one is a view of it. `npm run bench -- --only filter` */
const chunkLength = 1 << 20;

export interface NameWindow {
  /** The names of `first` up to `end`, each followed by a NUL, but for the last. */
  readonly bytes: Uint8Array;
  /** Place at which `bytes` begins in the names of all nodes. */
  readonly base: number;
  readonly first: number;
  readonly end: number;
}

/** Calls back with pieces that together hold the names of the nodes `from` up to `to`. */
export function eachNameWindow(
  nodes: Nodes,
  from: number,
  to: number,
  visit: (window: NameWindow) => void,
): void {
  for (let first = from; first < to; ) {
    const base = nodes.nameBegin(first);
    const limit = base - (base % chunkLength) + chunkLength;
    const end = Math.max(first + 1, firstBeyond(nodes, first, to, limit));
    visit({ bytes: nodes.names.slice(base, nodes.nameEnd(end - 1)), base, first, end });
    first = end;
  }
}

/** The first node whose name ends behind `limit`; `to` where none does. */
function firstBeyond(nodes: Nodes, from: number, to: number, limit: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodes.nameEnd(middle) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
