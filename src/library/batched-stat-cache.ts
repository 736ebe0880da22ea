/** Metadata by path: stat'ed in parallel batches, or taken from a listing, and kept. */
import { availableParallelism } from 'node:os';
import type { EntryBatch } from '../contract/entry-batch.js';
import type { Backend } from '../contract/scanner-protocol.js';
import { encodeName } from '../core/columns/text.js';
import type { SpawnThread } from '../engine/scanners/stat-thread.js';
import type { EntryMetadata } from './entry-metadata.js';
import type { Listing } from './listing.js';
import { ListingShelf } from './listing-shelf.js';
import { hashBytes, PathIndex } from './path-index.js';
import { InsertedShelf, noneBelow, type Shelf, StatShelf } from './path-shelf.js';
import { StatBatch, type StatResult } from './stat-batch.js';
import { type Sender, StatPool } from './stat-pool.js';

/** Options of a cache. */
export interface StatCacheOptions {
  /** Stat what symbolic links lead to, instead of the links themselves. */
  readonly followLinks?: boolean;
  /** Max number of scanners. By default the number of processors, and at least 4, since disks wait. */
  readonly scanners?: number;
  /** The system calls to stat with, instead of the best that work. */
  readonly backend?: Backend;
}

const minScanners = 4;

/** Takes a listing's paths into a cache, in place of what it held at the root and below. */
export let adoptListing: (cache: StatCache, listing: Listing) => void;

/**
 * Metadata by path. Paths are compared as they are spelled.
 *
 * What is cached is shared, never copied: `get` gives the object that `statBatch`, `insert` or a listing put there.
 * It stays as it was when it was stat'ed; `clear` makes the next batch ask again. A path takes about 120 bytes and its own
 * length, or 150 in all where a listing brought it.
 */
export class StatCache {
  static {
    adoptListing = (cache, listing) => cache.adopt(listing);
  }

  private readonly pool: StatPool;
  private readonly index = new PathIndex<Shelf>((number) => this.shelves[number]!);
  private shelves: (Shelf | undefined)[] = [];
  private stats: { readonly shelf: StatShelf; readonly number: number } | undefined;
  private inserted: { readonly shelf: InsertedShelf; readonly number: number } | undefined;

  constructor(spawn: SpawnThread, options: StatCacheOptions = {}) {
    const scanners = options.scanners ?? Math.max(availableParallelism(), minScanners);
    if (!(Number.isInteger(scanners) && scanners > 0)) {
      throw new RangeError(`scanners is a whole number above 0, not ${scanners}`);
    }
    const scannerOptions = {
      root: new Uint8Array(),
      followLinks: options.followLinks ?? false,
      crossMounts: true,
      exclude: [],
      ...(options.backend && { backend: options.backend }),
      counted: new Uint32Array(),
    };
    this.pool = new StatPool(spawn, scannerOptions, scanners);
  }

  /** Number of cached paths. */
  get size(): number {
    return this.index.count;
  }

  /** Returns the metadata of a path, if it is cached: always the same object. */
  get(path: string): EntryMetadata | undefined {
    return this.find(encodeName(path));
  }

  /** Caches metadata for a path, in place of what was there. */
  insert(path: string, metadata: EntryMetadata): void {
    const bytes = encodeName(path);
    const hash = hashBytes(bytes);
    const known = this.index.find(bytes, hash);
    if (known >= 0 && this.index.keeper(known) === this.inserted?.number) {
      this.inserted.shelf.replace(this.index.row(known), metadata);
      return;
    }
    this.inserted ??= this.addShelf(new InsertedShelf());
    const { shelf, number } = this.inserted;
    const row = shelf.append(bytes, metadata);
    shelf.live++;
    if (known < 0) this.index.add(hash, number, row);
    else {
      this.release(this.index.keeper(known));
      this.index.move(known, number, row);
    }
  }

  /** Forgets all paths. */
  clear(): void {
    this.index.retain(() => false);
    this.shelves = [];
    this.stats = undefined;
    this.inserted = undefined;
  }

  /**
   * Stats paths in parallel, except those that are cached already, and caches what it finds.
   *
   * @returns for each path, in the order of the paths, its metadata, or a `PathError` where the stat failed. Failures
   * are not cached.
   * @throws Error when a scanner could not be started or crashed.
   */
  async statBatch(paths: readonly string[]): Promise<StatResult[]> {
    const batch = new StatBatch(paths, {
      find: (path) => this.find(path),
      keep: (found, sender) => this.keep(found, sender),
    });
    await this.pool.stat(batch);
    return batch.results;
  }

  /**
   * Ends the threads, once they have answered what they were asked; the cached paths stay. A later `statBatch` starts
   * threads again. Idle threads do not keep the process alive, so this may be left out.
   */
  close(): void {
    this.pool.close();
  }

  /** Closes the cache at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.close();
  }

  private find(path: Uint8Array): EntryMetadata | undefined {
    const known = this.index.find(path, hashBytes(path));
    return known < 0 ? undefined : this.metadata(known);
  }

  private metadata(number: number): EntryMetadata {
    return this.shelves[this.index.keeper(number)]!.metadata(this.index.row(number));
  }

  private keep(batch: EntryBatch, sender: Sender): (row: number) => EntryMetadata {
    this.stats ??= this.addShelf(new StatShelf());
    const { shelf, number } = this.stats;
    // why: asked for again and again, a path that is not there would make the columns grow.
    const first = batch.failureRow.length < batch.count ? shelf.append(batch, sender) : 0;
    return (row) => {
      const path = shelf.path(first + row);
      const hash = hashBytes(path);
      const known = this.index.find(path, hash);
      // why: another batch may have been faster, or the path stands in this one twice.
      if (known >= 0) return this.metadata(known);
      this.index.add(hash, number, first + row);
      shelf.live++;
      return shelf.metadata(first + row);
    };
  }

  private adopt(listing: Listing): void {
    const shelf = new ListingShelf(listing);
    this.forgetBelow(shelf);
    const { number } = this.addShelf(shelf);
    this.index.reserve(listing.tree.nodes.count);
    shelf.eachPath((node, hash) => {
      this.index.add(hash, number, node);
      shelf.live++;
    });
  }

  private forgetBelow({ root, prefix }: ListingShelf): void {
    const tests = this.shelves.map((shelf) => shelf?.belowTest(root, prefix) ?? noneBelow);
    if (tests.every((test) => test === noneBelow)) return;
    this.index.retain((number, row) => {
      const isForgotten = tests[number]!(row);
      if (isForgotten) this.release(number);
      return !isForgotten;
    });
  }

  private addShelf<Kind extends Shelf>(shelf: Kind): { readonly shelf: Kind; readonly number: number } {
    const free = this.shelves.indexOf(undefined);
    const number = free < 0 ? this.shelves.length : free;
    this.shelves[number] = shelf;
    return { shelf, number };
  }

  /** Counts down the paths that refer to a shelf, and drops it with the last one. */
  private release(number: number): void {
    const shelf = this.shelves[number]!;
    if (--shelf.live > 0) return;
    this.shelves[number] = undefined;
    if (this.stats?.shelf === shelf) this.stats = undefined;
    if (this.inserted?.shelf === shelf) this.inserted = undefined;
  }
}
