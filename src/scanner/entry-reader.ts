/** Opens directories of one root, stats entries, describes them in the batch, and keeps the directories among them. */
import { constants } from 'node:os';
import type { DirectoryReader } from '../../native/directory-reader.js';
import { EntryRows } from '../../native/entry-rows.js';
import { NO_DIRECTORY, NodeFlag } from '../contract/entry-batch.js';
import { IDENTITY_WORDS, IdentityWord } from '../contract/identity.js';
import type { ScannerOptions } from '../contract/scanner-protocol.js';
import { compileExclusion, type Exclusion } from '../core/globs/exclusion.js';
import type { GlobState } from '../core/globs/glob-automaton.js';
import { isSameIdentity } from '../core/tree/identity.js';
import { IdentitySet } from '../core/tree/identity-set.js';
import { isDirectory, SYMLINK_BITS, TYPE_BITS } from '../core/tree/mode.js';
import type { BatchWriter } from './batch-writer.js';
import type { PendingDirectories } from './pending-directories.js';

const { ELOOP, ENOENT } = constants.errno;
const noPath = new Uint8Array();

export class EntryReader {
  private readonly reader: DirectoryReader;
  private readonly writer: BatchWriter;
  private readonly followLinks: boolean;
  private readonly exclusion: Exclusion | undefined;
  /** Directories that an earlier root has counted. */
  private readonly counted = new IdentitySet();
  private readonly pending: PendingDirectories;
  private readonly rootIdentity: Uint32Array | undefined;
  private readonly identityRow = new EntryRows(1, 4096);
  /** Identity of a directory just found. */
  private readonly identity = new Uint32Array(IDENTITY_WORDS);

  /**
   * @param pending takes the directories found that are to be read.
   * @throws GlobError
   */
  constructor(
    { followLinks, exclude, counted, identity }: ScannerOptions,
    reader: DirectoryReader,
    writer: BatchWriter,
    pending: PendingDirectories,
  ) {
    this.reader = reader;
    this.writer = writer;
    this.followLinks = followLinks;
    this.exclusion = compileExclusion(exclude);
    for (let at = 0; at < counted.length; at += IDENTITY_WORDS) {
      this.counted.add(counted.subarray(at, at + IDENTITY_WORDS));
    }
    this.pending = pending;
    this.rootIdentity = identity;
  }

  /**
   * Writes a section of one row: the root itself. Returns 0, or a negative errno. ENOENT stands also for another folder
   * at the root's path than the expected one.
   */
  describeRoot(root: Uint8Array): number {
    const { reader, writer } = this;
    const handle = reader.open(noPath);
    if (handle < 0) return handle;
    writer.beginSection(NO_DIRECTORY);
    writer.rows.appendName(root, 0);
    const failure = reader.identify(handle, writer.rows, 0);
    reader.close(handle);
    if (failure < 0) return failure;
    copyIdentity(writer.rows, 0, this.identity);
    if (this.rootIdentity && !isSameIdentity(this.identity, this.rootIdentity)) return -ENOENT;
    writer.setRoot(0);
    writer.describe(0, 1);
    writer.limit.isRootShownAgain = reader.mounts.showsRootAgain;
    writer.endSection(false, 0);
    return 0;
  }

  /** Opens a directory and makes sure that it is the one that was enumerated, not one put in its place. */
  open(path: Uint8Array, identity: Uint32Array): number {
    const handle = this.reader.open(path);
    if (handle < 0 || this.reader.opensBeneath || path.length === 0) return handle;
    const { identityRow: row } = this;
    const failure = this.reader.identify(handle, row, 0);
    copyIdentity(row, 0, this.identity);
    if (failure >= 0 && isSameIdentity(this.identity, identity)) return handle;
    this.reader.close(handle);
    return failure < 0 ? failure : -ELOOP;
  }

  /**
   * Stats rows of an open directory, except those that a pattern leaves out, and describes them.
   * @param descend whether the directories among them are numbered, and kept to be read.
   */
  describe(handle: number, path: Uint8Array, from: number, to: number, descend: boolean): void {
    this.complete(handle, path, from, to, false);
    if (descend) this.keepDirectories(path);
  }

  /** Describes rows that were just enumerated: stats them where the reader has brought names only. */
  describeEnumerated(handle: number, path: Uint8Array, from: number, to: number, descend: boolean): void {
    this.complete(handle, path, from, to, this.reader.enumerates === 'entries');
    if (descend) this.keepDirectories(path);
  }

  /** Stats and describes rows whose names are whole paths. */
  describePaths(from: number, to: number): void {
    const { writer } = this;
    writer.clearFlags(from, to);
    this.reader.statPaths(writer.rows, from, to);
    writer.describe(from, to);
  }

  /** Describes rows none of which could be stat'ed. */
  fail(from: number, to: number, errno: number): void {
    const { writer } = this;
    writer.rows.failure.fill(errno, from, to);
    writer.clearFlags(from, to);
    writer.describe(from, to);
  }

  private complete(handle: number, path: Uint8Array, from: number, to: number, hasNumbers: boolean): void {
    const { writer } = this;
    writer.clearFlags(from, to);
    if (this.followLinks) writer.markFollowed(from, to);
    const mounts = this.reader.markMounts(handle, writer.rows, from, to);
    if (this.exclusion || mounts > 0) this.statWanted(handle, path, from, to, hasNumbers);
    else this.stat(handle, from, to, hasNumbers);
    writer.describe(from, to);
  }

  /** @param hasNumbers whether only links that are followed want their stat. */
  private stat(handle: number, from: number, to: number, hasNumbers: boolean): void {
    const { reader } = this;
    const { rows } = this.writer;
    if (!hasNumbers) reader.stat(handle, rows, from, to);
    else if (this.followLinks) {
      for (let row = from; row < to; row++) if (this.isLink(row)) reader.stat(handle, rows, row, row + 1);
    }
  }

  /** Stats rows but those that a pattern leaves out, and the mounts that are not entered: these need not answer. */
  private statWanted(handle: number, path: Uint8Array, from: number, to: number, hasNumbers: boolean): void {
    const { writer } = this;
    const directory = this.exclusion?.enter(path);
    let first = from;
    for (let row = from; row < to; row++) {
      const flag = this.reasonToLeaveOut(handle, directory, row);
      if (flag === 0) continue;
      writer.leaveOut(row, flag);
      if (row > first) this.stat(handle, first, row, hasNumbers);
      first = row + 1;
    }
    if (to > first) this.stat(handle, first, to, hasNumbers);
  }

  /** @param directory what the patterns make of the directory; undefined where there are none. */
  private reasonToLeaveOut(handle: number, directory: GlobState | undefined, row: number): number {
    const { writer, exclusion } = this;
    const { names, nameStart, traits } = writer.rows;
    const isDirectory = () => this.isDirectory(handle, row);
    const isExcluded =
      directory &&
      exclusion?.excludes(directory, names, nameStart[row]!, nameStart[row + 1]! - 1, isDirectory);
    if (isExcluded) return NodeFlag.excluded;
    return writer.limit.excludesUnseen(traits[row]!) ? NodeFlag.otherMount : 0;
  }

  /** Tells of a row that is not stat'ed yet whether it is a directory. What cannot be told is none. */
  private isDirectory(handle: number, row: number): boolean {
    const { rows } = this.writer;
    const isUnknown = (rows.mode[row]! & TYPE_BITS) === 0;
    if (isUnknown || (this.followLinks && this.isLink(row))) this.reader.stat(handle, rows, row, row + 1);
    return isDirectory(rows.mode[row]!);
  }

  private isLink(row: number): boolean {
    return (this.writer.rows.mode[row]! & TYPE_BITS) === SYMLINK_BITS;
  }

  /** Numbers the directories just described, and keeps those that no earlier root has counted. */
  private keepDirectories(path: Uint8Array): void {
    const { writer, pending, counted, identity } = this;
    for (const row of writer.foundRow) {
      const reference = writer.directoriesFound++;
      copyIdentity(writer.rows, row, identity);
      if (counted.size > 0 && counted.has(identity)) continue;
      pending.push(reference, identity, true, path, writer.nameOf(row));
    }
  }
}

function copyIdentity(rows: EntryRows, row: number, identity: Uint32Array): void {
  identity[IdentityWord.deviceHigh] = rows.deviceHigh[row]!;
  identity[IdentityWord.deviceLow] = rows.deviceLow[row]!;
  identity[IdentityWord.inodeLow] = rows.inodeLow[row]!;
  identity[IdentityWord.inodeHigh] = rows.inodeHigh[row]!;
}
