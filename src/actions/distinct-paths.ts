/** A folder and something in it are one removal. */
import { SLASH } from '../core/columns/bytes.js';
import { liesAtOrBelow } from './absolute-path.js';

/** Orders paths so that what lies below a folder follows it at once: a slash sorts before all other bytes. */
function compareByComponents(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a[at] === b[at]) continue;
    if (a[at] === SLASH) return -1;
    return b[at] === SLASH ? 1 : a[at]! - b[at]!;
  }
  return a.length - b.length;
}

/** Returns the paths, sorted, without those that are said twice or lie below another. All are absolute. */
export function distinctPaths(paths: readonly Uint8Array[]): Uint8Array[] {
  const kept: Uint8Array[] = [];
  for (const path of [...paths].sort(compareByComponents)) {
    const last = kept.at(-1);
    if (last === undefined || !liesAtOrBelow(path, last)) kept.push(path);
  }
  return kept;
}
