/**
 * Reads synthetic trees, so that an engine can be measured with any number of entries and no disk.
 *
 * A root of `N` entries has the path `synthetic/N`, or `synthetic/N-in-one` where one folder holds them all; a folder of
 * that name may be there, and lends its identity. Directories are numbered level by level, four below each, and carry
 * their number in their name: what a directory holds follows from its path alone, on every thread and at every call.
 * Names and numbers are like those of the tree that `tree.ts` makes.
 */
import { type BigIntStats, lstatSync } from 'node:fs';
import type { DirectoryReader } from '../native/directory-reader.js';
import type { EntryRows } from '../native/entry-rows.js';
import { Random } from './random.js';
import { directoryName, fileName } from './tree-names.js';

const FILES_PER_DIRECTORY = 7.5;
const SUBDIRECTORIES = 4;
const DIRECTORY_MODE = 0o040755;
const FILE_MODE = 0o100644;
const PRESENT = 1_790_000_000;
const ENOTDIR = 20;

/** Returns the root's path for a number of entries. @param isFlat all of them lie in the root itself. */
export const syntheticRoot = (entries: number, isFlat = false): string =>
  `synthetic/${entries}${isFlat ? '-in-one' : ''}`;

interface OpenDirectory {
  readonly number: number;
  readonly random: Random;
  next: number;
}

export class SyntheticReader implements DirectoryReader {
  readonly backend = 'node';
  readonly enumerates = 'names';
  readonly mounts = { aliases: [], showsRootAgain: false };
  readonly opensBeneath = true;
  readonly maxRows = 256;
  readonly maxNameBytes: number = this.maxRows * 64;

  private directories = 0;
  private files = 0;
  private root: BigIntStats | undefined;
  private readonly open_ = new Map<number, OpenDirectory>();
  private lastHandle = 0;

  openRoot(path: Uint8Array): number {
    const [, count, flat] = textOf(path).match(/(?:^|\/)synthetic\/(\d+)(-in-one)?$/) ?? [];
    const entries = Number(count);
    if (!(entries > 0)) return -ENOTDIR;
    // The root is a directory, and not counted as an entry.
    const directories = Math.round((entries + 1) / (FILES_PER_DIRECTORY + 1));
    this.directories = flat === undefined ? Math.max(1, directories) : 1;
    this.files = entries + 1 - this.directories;
    this.root = lstatSync(Buffer.from(path), { bigint: true, throwIfNoEntry: false });
    return 0;
  }

  open(path: Uint8Array): number {
    const number = path.length === 0 ? 0 : Number(textOf(path).slice(textOf(path).lastIndexOf('_') + 1));
    this.open_.set(++this.lastHandle, { number, random: new Random(number), next: 0 });
    return this.lastHandle;
  }

  identify(handle: number, rows: EntryRows, row: number): number {
    rows.mode[row] = DIRECTORY_MODE;
    this.complete(rows, row);
    if (this.root === undefined || this.open_.get(handle)!.number > 0) return 0;
    const { dev, ino } = this.root;
    rows.deviceHigh[row] = Number((dev >> 8n) & 0xfffn);
    rows.deviceLow[row] = Number((dev & 0xffn) | ((dev >> 12n) & 0xffff_ff00n));
    rows.inodeLow[row] = Number(ino & 0xffff_ffffn);
    rows.inodeHigh[row] = Number(ino >> 32n);
    return 0;
  }

  enumerate(handle: number, rows: EntryRows): number {
    const directory = this.open_.get(handle)!;
    const { number, random } = directory;
    const firstChild = Math.min(this.directories, number * SUBDIRECTORIES + 1);
    const children = Math.min(this.directories - firstChild, SUBDIRECTORIES);
    const files = this.filesBefore(number + 1) - this.filesBefore(number);
    const end = Math.min(children + files, directory.next + this.maxRows);
    const count = end - directory.next;
    for (; directory.next < end; directory.next++) {
      const isChild = directory.next < children;
      const name = isChild
        ? directoryName(random, firstChild + directory.next)
        : fileName(random, directory.next);
      append(rows, name, isChild ? DIRECTORY_MODE : FILE_MODE);
    }
    return count;
  }

  stat(_handle: number, rows: EntryRows, from: number, to: number): void {
    for (let row = from; row < to; row++) this.complete(rows, row);
  }

  statPaths(rows: EntryRows, from: number, to: number): void {
    this.stat(0, rows, from, to);
  }

  markMounts(): number {
    return 0;
  }

  close(handle: number): void {
    this.open_.delete(handle);
  }

  dispose(): void {
    this.open_.clear();
  }

  private filesBefore(directory: number): number {
    return Math.floor((directory * this.files) / this.directories);
  }

  /** Fills in numbers that follow from the name. */
  private complete(rows: EntryRows, row: number): void {
    let hash = 0x811c9dc5;
    const end = rows.nameStart[row + 1]!;
    for (let at = rows.nameStart[row]!; at < end; at++) hash = Math.imul(hash ^ rows.names[at]!, 0x01000193);
    const isFile = rows.mode[row] === FILE_MODE;
    rows.links[row] = isFile ? 1 : 2;
    rows.uid[row] = 1000;
    rows.gid[row] = 1000;
    rows.deviceHigh[row] = 8;
    rows.deviceLow[row] = 1;
    rows.inodeLow[row] = hash;
    rows.inodeHigh[row] = 0;
    rows.apparentLow[row] = isFile ? hash >>> 12 : 4096;
    rows.apparentHigh[row] = 0;
    rows.blocksLow[row] = Math.ceil(rows.apparentLow[row]! / 4096) * 8;
    rows.blocksHigh[row] = 0;
    rows.mtimeLow[row] = PRESENT - (hash >>> 6);
    rows.mtimeHigh[row] = 0;
    rows.mtimeNanoseconds[row] = hash >>> 3;
    rows.ctimeLow[row] = rows.mtimeLow[row]!;
    rows.ctimeHigh[row] = 0;
    rows.ctimeNanoseconds[row] = rows.mtimeNanoseconds[row]!;
    rows.mountId[row] = 1;
  }
}

function append(rows: EntryRows, name: string, mode: number): void {
  const row = rows.count++;
  let at = rows.nameStart[row]!;
  for (let index = 0; index < name.length; index++) rows.names[at++] = name.charCodeAt(index);
  rows.names[at++] = 0;
  rows.nameStart[row + 1] = at;
  rows.mode[row] = mode;
  rows.failure[row] = 0;
  rows.traits[row] = 0;
}

const textOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1');
