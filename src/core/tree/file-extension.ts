/**
 * Extensions of names, found in the bytes without making strings.
 *
 * An extension is what follows the last dot of a name that does not begin with that dot: at most 16 bytes, and no
 * space or control character in it. "a.tar.gz" has "gz"; ".profile", "a." and "Mr. Smith" have none.
 */
import { DOT } from '../columns/bytes.js';
import type { Nodes } from './nodes.js';

const space = 32;
const longest = 16;

/** Where the extension of a name from `begin` up to `end` starts in the names' bytes; `end` where it has none. */
export function extensionStart({ names }: Nodes, begin: number, end: number): number {
  const first = Math.max(begin + 1, end - longest - 1);
  for (let at = end - 1; at >= first; at--) {
    const byte = names.byteAt(at);
    if (byte === DOT) return at + 1;
    if (byte <= space) return end;
  }
  return end;
}

/** A to Z become a to z; other bytes stay. */
export const lowerByte = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

/** A hash of the lower-case bytes from `start` up to `end`: FNV-1a (Fowler, Noll, Vo; public domain). */
export function hashExtension({ names }: Nodes, start: number, end: number): number {
  let hash = fnvOffset;
  for (let at = start; at < end; at++) hash = hashByte(hash, lowerByte(names.byteAt(at)));
  return hash >>> 0;
}

export const fnvOffset = 0x811c9dc5;
export const hashByte = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193);
