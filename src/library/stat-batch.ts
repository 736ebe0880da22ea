/** Call of `statBatch`: cuts the paths into chunks, and puts each result where its path stands. */

import type { EntryBatch } from '../contract/entry-batch.js';
import { encodeName } from '../core/columns/text.js';
import type { EntryMetadata } from './entry-metadata.js';
import { codeOf, PathError, refuseNul } from './list-entry.js';
import type { Sender, StatChunk, StatWork } from './stat-pool.js';

/** Result of `statBatch` for a path. */
export type StatResult = EntryMetadata | PathError;

/** Store that knows paths, and takes those that were found. */
export interface PathStore {
  find(path: Uint8Array): EntryMetadata | undefined;
  /** Keeps the rows of a batch that did not fail; returns the metadata that stands for a row from then on. */
  keep(batch: EntryBatch, sender: Sender): (row: number) => EntryMetadata;
}

/** A chunk takes about a millisecond where metadata is at hand; a small batch is shared out all the same. */
const maxChunkPaths = 512;
const minChunkPaths = 16;
const targetChunks = 16;
const chunkBytes = 1 << 17;
/** Bytes: no system knows a longer path. */
const maxPathLength = 1 << 15;

export class StatBatch implements StatWork {
  readonly results: StatResult[];
  private readonly paths: readonly string[];
  private readonly store: PathStore;
  private readonly chunkPaths: number;
  private next = 0;

  constructor(paths: readonly string[], store: PathStore) {
    this.paths = paths;
    this.store = store;
    this.chunkPaths = Math.min(
      maxChunkPaths,
      Math.max(minChunkPaths, Math.ceil(paths.length / targetChunks)),
    );
    this.results = new Array(paths.length);
  }

  nextChunk(): StatChunk | undefined {
    const places: number[] = [];
    const names = new Uint8Array(chunkBytes + maxPathLength + 1);
    let length = 0;
    while (this.next < this.paths.length && places.length < this.chunkPaths && length < chunkBytes) {
      const place = this.next++;
      const path = encodeName(this.paths[place]!);
      const known = this.store.find(path) ?? refuse(this.paths[place]!, path);
      if (known) {
        this.results[place] = known;
        continue;
      }
      places.push(place);
      names.set(path, length);
      length += path.length + 1;
    }
    if (places.length === 0) return undefined;
    return {
      names: { names: names.slice(0, length), mode: new Uint32Array(places.length) },
      onFound: (batch, sender) => this.put(places, batch, sender),
    };
  }

  private put(places: readonly number[], batch: EntryBatch, sender: Sender): void {
    const metadata = this.store.keep(batch, sender);
    let failure = 0;
    for (const [row, place] of places.entries()) {
      if (batch.failureRow[failure] !== row) {
        this.results[place] = metadata(row);
        continue;
      }
      const code = codeOf(batch.failureErrno[failure++]!);
      this.results[place] = new PathError(code, this.paths[place]!);
    }
  }
}

/** Returns the error of a path that cannot be passed on. */
function refuse(text: string, path: Uint8Array): PathError | undefined {
  if (path.includes(0)) return refuseNul(text);
  if (path.length >= maxPathLength) return new PathError('ENAMETOOLONG', text);
  return undefined;
}
