/**
 * The cache of sizes of trashed directories, `directorysizes`: freedesktop.org Trash specification 1.0. Other programs read
 * it so that they need not look through the trash. Each line: bytes, mtime of the note in seconds, percent-encoded name.
 */
import { closeSync, readFileSync, writeSync } from 'node:fs';
import {
  createFile,
  openFile,
  removeName,
  renameReplacing,
  statusOf,
} from '../../../native/directory-changes.js';
import { isDirectoryMode } from '../seen-entry.js';
import type { TrashFolder } from './trash-folder.js';
import { percentDecode, percentEncode } from './trash-info.js';
import { noteOfEntry } from './trashed-entry.js';

const cacheName = Uint8Array.from(Buffer.from('directorysizes'));

export interface DirectorySize {
  /** The name in the trash. */
  readonly name: Uint8Array;
  /** What the directory and all below occupy, each inode once. */
  readonly allocatedBytes: bigint;
}

/** Adds sizes, and drops those of directories that are gone. Other programs see the old or the new file, whole. */
export function updateDirectorySizes(trash: TrashFolder, added: readonly DirectorySize[]): void {
  const sizes = new Map<string, bigint>();
  for (const { encoded, bytes } of readSizes(trash)) sizes.set(encoded, bytes);
  for (const { name, allocatedBytes } of added) sizes.set(percentEncode(name), allocatedBytes);
  const lines: string[] = [];
  for (const [encoded, bytes] of sizes) {
    const time = noteTime(trash, percentDecode(encoded));
    if (time !== undefined) lines.push(`${bytes} ${time} ${encoded}\n`);
  }
  replaceCache(trash, lines.join(''));
}

/** Returns the sizes that are known, in bytes, by the bytes of names as latin1 strings. */
export const readDirectorySizes = (trash: TrashFolder): Map<string, bigint> =>
  new Map(
    readSizes(trash).map(({ encoded, bytes }) => [
      Buffer.from(percentDecode(encoded)).toString('latin1'),
      bytes,
    ]),
  );

/** Seconds; undefined where no such directory is in the trash. */
function noteTime(trash: TrashFolder, name: Uint8Array): bigint | undefined {
  const directory = statusOf(trash.files, name);
  const note = statusOf(trash.info, noteOfEntry(name));
  const isThere =
    typeof directory !== 'number' && isDirectoryMode(directory.mode) && typeof note !== 'number';
  return isThere ? note.mtime / 1_000_000_000n : undefined;
}

function readSizes(trash: TrashFolder): { encoded: string; bytes: bigint }[] {
  const file = openFile(trash.descriptor, cacheName);
  if (file < 0) return [];
  try {
    return readFileSync(file, 'latin1')
      .split('\n')
      .map((line) => /^(\d{1,20}) \d+ (\S+)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, bytes, encoded]) => ({ encoded: encoded!, bytes: BigInt(bytes!) }));
  } catch {
    // why: a folder in its place, or a broken disk. It is a cache: without it others look for themselves.
    return [];
  } finally {
    closeSync(file);
  }
}

/** why failures are dropped: a cache that cannot be written keeps nobody from trashing. */
function replaceCache(trash: TrashFolder, text: string): void {
  const temporary = Uint8Array.from(Buffer.from(`directorysizes.${process.pid}`));
  const file = createFile(trash.descriptor, temporary, 0o600);
  if (file < 0) return;
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    renameReplacing(trash.descriptor, temporary, cacheName);
  } catch {
    removeName(trash.descriptor, temporary, false);
  } finally {
    closeSync(file);
  }
}
