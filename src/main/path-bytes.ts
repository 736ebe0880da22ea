/** Between paths as the system's own functions take them, which are text, and as everything here names files: bytes. */
import { basename } from 'node:path';
import type { OfferedFolder } from '../contract/host-protocol.js';

export const pathBytes = (path: string): Uint8Array => new Uint8Array(Buffer.from(path));

/** Undefined where the bytes are no text: what Electron is told of must be. */
export function pathText(path: Uint8Array): string | undefined {
  const text = Buffer.from(path).toString();
  return Buffer.from(text).equals(path) ? text : undefined;
}

/** Its name is the last of its path, or all of it where there is no other, as in `/`. */
export function folderAt(path: string): OfferedFolder {
  return { path: pathBytes(path), name: pathBytes(basename(path) || path) };
}
