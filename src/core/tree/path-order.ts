/**
 * The order of paths by their bytes: that of `LC_ALL=C sort`, and of listings.
 *
 * Paths are not spelled out. Two names in one directory compare by their bytes; where a path goes on below a name,
 * the name is followed by a slash: "a.b" sorts before "a/b", and both after "a".
 */
import { SLASH } from '../columns/bytes.js';
import type { Directories } from './directories.js';
import type { Nodes } from './nodes.js';

/** The byte at `at` of a name that is followed by a slash if its path goes on; -1 behind the end. */
function byteAt(nodes: Nodes, begin: number, end: number, goesOn: boolean, at: number): number {
  if (begin + at < end) return nodes.names.byteAt(begin + at);
  return goesOn && begin + at === end ? SLASH : -1;
}

/** Compares two names of one directory, each followed by a slash where its path goes on. */
export function compareNames(nodes: Nodes, a: number, aGoesOn: boolean, b: number, bGoesOn: boolean): number {
  const aBegin = nodes.nameBegin(a);
  const aEnd = nodes.nameEnd(a);
  const bBegin = nodes.nameBegin(b);
  const bEnd = nodes.nameEnd(b);
  for (let at = 0; ; at++) {
    const aByte = byteAt(nodes, aBegin, aEnd, aGoesOn, at);
    const bByte = byteAt(nodes, bBegin, bEnd, bGoesOn, at);
    if (aByte !== bByte) return aByte - bByte;
    if (aByte < 0) return 0;
  }
}

/** Compares the paths of two different nodes: negative where `a` sorts first. */
export function comparePaths(nodes: Nodes, directories: Directories, a: number, b: number): number {
  let aNode = a;
  let bNode = b;
  let aHolder = directories.holding(a);
  let bHolder = directories.holding(b);
  // A directory's number is above its parent's: climbing from the greater one ends at what holds both.
  while (aHolder !== bHolder) {
    if (aHolder > bHolder) {
      aNode = directories.node(aHolder);
      aHolder = directories.parent(aHolder);
    } else {
      bNode = directories.node(bHolder);
      bHolder = directories.parent(bHolder);
    }
  }
  // One holds the other: the shorter path sorts first.
  if (aNode === bNode) return aNode === a ? -1 : 1;
  return compareNames(nodes, aNode, aNode !== a, bNode, bNode !== b);
}
