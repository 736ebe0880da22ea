/** Sorts nodes of one directory by the bytes of their names. */

import { sortNames } from '../columns/sort-names.js';
import type { Nodes } from './nodes.js';
import { compareNames } from './path-order.js';

/** Below this many it is not worth it to copy the names. */
const few = 64;

/** @returns the nodes, sorted: those given where they are few, otherwise new ones. */
export function sortNodesByName(nodes: Nodes, items: Uint32Array): Uint32Array {
  if (items.length <= few) return items.sort((a, b) => compareNames(nodes, a, false, b, false));
  const starts = new Uint32Array(items.length);
  const ends = new Uint32Array(items.length);
  let length = 0;
  for (let index = 0; index < items.length; index++) {
    const node = items[index]!;
    length += nodes.nameEnd(node) - nodes.nameBegin(node);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let index = 0; index < items.length; index++) {
    const node = items[index]!;
    starts[index] = at;
    at += nodes.names.copy(nodes.nameBegin(node), nodes.nameEnd(node), bytes, at);
    ends[index] = at;
  }
  return sortNames(bytes, starts, ends).map((place) => items[place]!);
}
