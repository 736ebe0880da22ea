/** Enumerates one directory: its names are stat'ed as they come, or given away where it is huge and others are hungry. */
import type { DirectoryReader } from '../../native/directory-reader.js';
import type { NameBlock } from '../contract/scanner-protocol.js';
import type { BatchWriter } from './batch-writer.js';
import type { EngineLine } from './engine-line.js';
import type { EntryReader } from './entry-reader.js';
import type { ScannerTask } from './scanner-task.js';

/** A directory with more names than this is shared out. */
const hugeDirectory = 4096;

export interface OpenDirectory {
  readonly reference: number;
  readonly path: Uint8Array;
  readonly handle: number;
  /** Whether directories found in it are read by this scanner. */
  readonly descend: boolean;
}

export class DirectoryTask implements ScannerTask {
  private readonly directory: OpenDirectory;
  private readonly reader: DirectoryReader;
  private readonly writer: BatchWriter;
  private readonly entries: EntryReader;
  private readonly line: EngineLine;
  private enumerated = 0;

  /** The directory's section must have been begun. */
  constructor(
    directory: OpenDirectory,
    reader: DirectoryReader,
    writer: BatchWriter,
    entries: EntryReader,
    line: EngineLine,
  ) {
    this.directory = directory;
    this.reader = reader;
    this.writer = writer;
    this.entries = entries;
    this.line = line;
  }

  /** Reads names until the directory ends; of a huge one, as many as one call brings. */
  step(): boolean {
    const { rows } = this.writer;
    const { handle, path, descend } = this.directory;
    do {
      if (!this.writer.hasRoom(this.reader.maxRows, this.reader.maxNameBytes)) this.flush();
      const from = rows.count;
      const got = this.reader.enumerate(handle, rows);
      if (got <= 0) {
        this.end(got === 0, -got);
        return false;
      }
      this.enumerated += rows.count - from;
      if (this.isShared) this.giveNames(from);
      else this.entries.describeEnumerated(handle, path, this.giveMounts(from), rows.count, descend);
    } while (this.enumerated <= hugeDirectory);
    return true;
  }

  flush(): boolean {
    this.writer.endSection(false, 0);
    this.line.sendBatch();
    this.writer.beginSection(this.directory.reference);
    return true;
  }

  stop(): void {
    this.end(false, 0);
  }

  /** Whether the names just enumerated go to another scanner. Complete rows are not: nothing is left to do for them. */
  private get isShared(): boolean {
    const { line, reader } = this;
    const isWanted = line.hungry > 0 && this.enumerated > hugeDirectory;
    return isWanted && line.hasCredit && reader.enumerates === 'names';
  }

  private giveNames(from: number): void {
    const names = this.namesOf(from, this.writer.rows.count);
    this.writer.rows.count = from;
    this.flush();
    this.line.giveNames({ directory: this.directory.reference, names });
  }

  /**
   * Gives each mount that is entered away as a job of its own: it need not answer, and who waits for it should keep
   * nothing else waiting. Returns the first row of those that are left.
   */
  private giveMounts(from: number): number {
    const { rows } = this.writer;
    const { handle, reference } = this.directory;
    const isNone = this.reader.markMounts(handle, rows, from, rows.count) === 0;
    if (isNone || this.reader.enumerates === 'entries') return from;
    const [mounts, others] = [[] as NameBlock[], [] as NameBlock[]];
    for (let row = from; row < rows.count; row++) {
      const isEntered = rows.traits[row] !== 0 && !this.writer.limit.excludesUnseen(rows.traits[row]!);
      (isEntered ? mounts : others).push(this.namesOf(row, row + 1));
    }
    if (mounts.length === 0) return from;
    rows.count = from;
    this.flush();
    for (const names of mounts) this.line.giveNames({ directory: reference, names });
    for (const { names, mode } of others) rows.appendNames(names, mode);
    return 0;
  }

  /** Copies enumerated names. */
  private namesOf(from: number, to: number): NameBlock {
    const { rows } = this.writer;
    return {
      names: rows.names.slice(rows.nameStart[from]!, rows.nameStart[to]!),
      mode: rows.mode.slice(from, to),
    };
  }

  private end(done: boolean, failure: number): void {
    this.reader.close(this.directory.handle);
    this.writer.endSection(done, failure);
  }
}
