/** Conversions between paths as bytes, as all our code has them, and as text, which Electron and the system take. */
import { basename } from 'node:path';
import type { OfferedFolder } from '../contract/host-protocol.js';

export const pathBytes = (path: string): Uint8Array => new Uint8Array(Buffer.from(path));

/** Returns a path as text for Electron; undefined where its bytes are no text. */
export function pathText(path: Uint8Array): string | undefined {
  const text = Buffer.from(path).toString();
  return Buffer.from(text).equals(path) ? text : undefined;
}

/** Returns a folder with its name: the last part of its path, or all of it where there is none, as in `/`. */
export function folderAt(path: string): OfferedFolder {
  return { path: pathBytes(path), name: pathBytes(basename(path) || path) };
}
