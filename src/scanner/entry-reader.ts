/** What a scanner does with entries of one root, whoever asks for them: opens their directories, stats and describes them. */
import { constants } from 'node:os';
import type { DirectoryReader } from '../../native/directory-reader.js';
import { EntryRows } from '../../native/entry-rows.js';
import { NO_DIRECTORY } from '../contract/entry-batch.js';
import { IdentityWord } from '../contract/identity.js';
import type { ScannerOptions } from '../contract/scanner-protocol.js';
import { decodeName } from '../core/columns/text.js';
import { compileExclusion, type Exclusion } from '../core/globs/exclusion.js';
import { isDirectory, SYMLINK_BITS, TYPE_BITS } from '../core/tree/mode.js';
import type { BatchWriter } from './batch-writer.js';

const { ELOOP } = constants.errno;
const noPath = new Uint8Array();

export class EntryReader {
  private readonly reader: DirectoryReader;
  private readonly writer: BatchWriter;
  private readonly followLinks: boolean;
  private readonly exclusion: Exclusion | undefined;
  private readonly identityRow = new EntryRows(1, 4096);

  /** @throws SyntaxError for a glob whose brackets do not match. */
  constructor({ followLinks, exclude }: ScannerOptions, reader: DirectoryReader, writer: BatchWriter) {
    this.reader = reader;
    this.writer = writer;
    this.followLinks = followLinks;
    this.exclusion = compileExclusion(exclude);
  }

  /** Writes a section of one row: the root itself. Returns a negative errno where it cannot be told. */
  describeRoot(root: Uint8Array): number {
    const { reader, writer } = this;
    const handle = reader.open(noPath);
    if (handle < 0) return handle;
    writer.beginSection(NO_DIRECTORY);
    writer.rows.appendName(root, 0);
    const failure = reader.identify(handle, writer.rows, 0);
    reader.close(handle);
    if (failure < 0) return failure;
    writer.setRoot(0);
    writer.describe(0, 1);
    writer.endSection(false, 0);
    return 0;
  }

  /** Opens a directory and makes sure that it is the one that was enumerated, not one put in its place. */
  open(path: Uint8Array, identity: Uint32Array): number {
    const handle = this.reader.open(path);
    if (handle < 0 || this.reader.opensBeneath || path.length === 0) return handle;
    const { identityRow: row } = this;
    const failure = this.reader.identify(handle, row, 0);
    const isSame =
      row.deviceHigh[0] === identity[IdentityWord.deviceHigh] &&
      row.deviceLow[0] === identity[IdentityWord.deviceLow] &&
      row.inodeLow[0] === identity[IdentityWord.inodeLow] &&
      row.inodeHigh[0] === identity[IdentityWord.inodeHigh];
    if (failure >= 0 && isSame) return handle;
    this.reader.close(handle);
    return failure < 0 ? failure : -ELOOP;
  }

  /** Stats rows of an open directory, except those that a pattern leaves out, and says what they are. */
  describe(handle: number, path: Uint8Array, from: number, to: number): void {
    const { writer } = this;
    writer.clearFlags(from, to);
    if (this.followLinks) writer.markFollowed(from, to);
    if (this.exclusion) this.statNotExcluded(this.exclusion, handle, path, from, to);
    else this.reader.stat(handle, writer.rows, from, to);
    writer.describe(from, to);
  }

  /** Says of rows that none could be stat'ed. */
  fail(from: number, to: number, errno: number): void {
    const { writer } = this;
    writer.rows.failure.fill(errno, from, to);
    writer.clearFlags(from, to);
    writer.describe(from, to);
  }

  private statNotExcluded(
    exclusion: Exclusion,
    handle: number,
    path: Uint8Array,
    from: number,
    to: number,
  ): void {
    const { writer, reader } = this;
    const directory = decodeName(path);
    let first = from;
    for (let row = from; row < to; row++) {
      const isDirectory = () => this.isDirectory(handle, row);
      if (!exclusion.excludes(directory, decodeName(writer.nameOf(row)), isDirectory)) continue;
      writer.exclude(row);
      if (row > first) reader.stat(handle, writer.rows, first, row);
      first = row + 1;
    }
    if (to > first) reader.stat(handle, writer.rows, first, to);
  }

  /** Of a row that is not stat'ed yet. What cannot be told is none. */
  private isDirectory(handle: number, row: number): boolean {
    const { rows } = this.writer;
    const isUnknown = (rows.mode[row]! & TYPE_BITS) === 0;
    const isFollowed = this.followLinks && (rows.mode[row]! & TYPE_BITS) === SYMLINK_BITS;
    if (isUnknown || isFollowed) this.reader.stat(handle, rows, row, row + 1);
    return isDirectory(rows.mode[row]!);
  }
}
