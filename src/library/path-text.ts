/**
 * Paths as strings, from which their bytes can be had again.
 *
 * Names are bytes, and need not be UTF-8. As strings, a byte that is not becomes a lone surrogate, U+DC80 to U+DCFF
 * (PEP 383): each path has a string of its own. node:fs does not know of this and wants the bytes.
 */
import { decodeName, encodeName } from '../core/columns/text.js';

/**
 * Returns the bytes of a path that the library gave out, for calls to node:fs:
 * `readFileSync(pathToBytes(entry.fullPath))`. Any other string becomes UTF-8.
 */
export function pathToBytes(path: string): Buffer {
  const bytes = encodeName(path);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Returns the string for the bytes of a path, as the library gives it out. */
export function bytesToPath(bytes: Uint8Array): string {
  // Perf: most names are ASCII, and then the engine's own copying is five times as fast (bench: listing).
  if (!isAscii(bytes)) return decodeName(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! > 0x7f) return false;
  return true;
}
