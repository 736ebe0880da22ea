/** Plain listing, against which the batched one is measured and tested. */

import type { BigIntStats } from 'node:fs';
import { inspect } from 'node:util';
import { type Kind, kindOf } from '../core/tree/mode.js';
import type { Timestamp } from '../core/tree/nodes.js';
import { textOf } from './binary-path.js';
import { type EntryMetadata, pick } from './entry-metadata.js';
import { type EntryError, type FileListEntry, type ListingOptions, prefixOf } from './list-entry.js';
import { type PlainEntry, PlainWalk } from './plain-walk.js';

const billion = 1_000_000_000n;

/**
 * Walks a root through `node:fs`, one call after the other: the baseline of `collectWithBatchedStats`, which lists the
 * same entries with the same metadata.
 *
 * An iteration gives the entries in the order of `collectPathsRecursive`, each stat'ed when it is asked for. Each iteration
 * walks again.
 */
export class FileListWalker implements Iterable<FileListEntry> {
  private readonly root: string;
  private readonly options: ListingOptions;

  constructor(root: string, options: ListingOptions = {}) {
    this.root = root;
    this.options = options;
  }

  /** @throws PathError when the root cannot be read. */
  *[Symbol.iterator](): Generator<FileListEntry, void> {
    for (const entry of new PlainWalk(this.root, this.options, true)) yield new WalkedEntry(this.root, entry);
  }

  /**
   * Returns all entries, sorted by the bytes of `relativePath`, the root first.
   * @throws PathError when the root cannot be read.
   */
  collect(): FileListEntry[] {
    return Array.from(this.walk()).sort(WalkedEntry.compare);
  }

  private *walk(): Generator<WalkedEntry, void> {
    for (const entry of new PlainWalk(this.root, this.options, true)) yield new WalkedEntry(this.root, entry);
  }
}

class WalkedEntry implements FileListEntry {
  /** Compares by relative path: binary strings compare as bytes do, and no two are equal. */
  static compare(this: void, a: WalkedEntry, b: WalkedEntry): number {
    return a.#relative < b.#relative ? -1 : 1;
  }

  readonly depth: number;
  readonly metadata: EntryMetadata | undefined;
  readonly error: EntryError | undefined;
  readonly #root: string;
  readonly #relative: string;

  constructor(root: string, { relative, depth, stats, error }: PlainEntry) {
    this.depth = depth;
    this.metadata = stats && new StatsMetadata(stats);
    this.error = error;
    this.#root = root;
    this.#relative = relative;
  }

  get isRoot(): boolean {
    return this.depth === 0;
  }

  get relativePath(): string {
    return textOf(this.#relative);
  }

  get fullPath(): string {
    return this.isRoot ? this.#root : prefixOf(this.#root) + this.relativePath;
  }

  [inspect.custom](): object {
    return pick(this, ['fullPath', 'relativePath', 'depth', 'isRoot', 'metadata', 'error']);
  }
}

/** Metadata that node:fs gave. */
class StatsMetadata implements EntryMetadata {
  readonly kind: Kind;
  readonly apparentBytes: bigint;
  readonly allocatedBytes: bigint;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly inode: bigint;
  readonly device: bigint;
  readonly #mtimeNs: bigint;

  constructor(stats: BigIntStats) {
    this.mode = Number(stats.mode);
    this.kind = kindOf(this.mode);
    this.apparentBytes = stats.size;
    // why: Windows has no blocks; the length is the best that node:fs tells there.
    this.allocatedBytes = (stats.blocks ?? (stats.size + 511n) / 512n) * 512n;
    this.uid = Number(stats.uid);
    this.gid = Number(stats.gid);
    this.links = Number(stats.nlink);
    this.inode = stats.ino;
    this.device = stats.dev;
    this.#mtimeNs = stats.mtimeNs;
  }

  get mtime(): Timestamp {
    // why: BigInt division rounds towards zero; times before 1970 want the floor.
    const nanoseconds = ((this.#mtimeNs % billion) + billion) % billion;
    return { seconds: (this.#mtimeNs - nanoseconds) / billion, nanoseconds: Number(nanoseconds) };
  }
}
