/** One call of `statBatch`: cuts the paths into chunks, and puts what is found where its path stands. */
import type { EntryBatch } from '../contract/entry-batch.js';
import { encodeName } from '../core/columns/text.js';
import type { EntryMetadata } from './entry-metadata.js';
import { codeOf, PathError, refuseNul } from './list-entry.js';
import type { Sender, StatChunk, StatWork } from './stat-pool.js';

/** What `statBatch` found out about one path. */
export type StatResult = EntryMetadata | PathError;

/** Where known paths are, and where those go that were found. */
export interface PathStore {
  find(path: Uint8Array): EntryMetadata | undefined;
  /** Keeps the rows of a batch that did not fail; returns the metadata that stands for a row from then on. */
  keep(batch: EntryBatch, sender: Sender): (row: number) => EntryMetadata;
}

/** A chunk takes about a millisecond where metadata is at hand; a small batch is shared out all the same. */
const mostPaths = 512;
const fewestPaths = 16;
const chunksWanted = 16;
const chunkBytes = 1 << 17;
/** What is longer is a path on no system. */
const longestPath = 1 << 15;

export class StatBatch implements StatWork {
  readonly results: StatResult[];
  readonly #paths: readonly string[];
  readonly #store: PathStore;
  readonly #chunkPaths: number;
  #next = 0;

  constructor(paths: readonly string[], store: PathStore) {
    this.#paths = paths;
    this.#store = store;
    this.#chunkPaths = Math.min(mostPaths, Math.max(fewestPaths, Math.ceil(paths.length / chunksWanted)));
    this.results = new Array(paths.length);
  }

  nextChunk(): StatChunk | undefined {
    const places: number[] = [];
    const names = new Uint8Array(chunkBytes + longestPath + 1);
    let length = 0;
    while (this.#next < this.#paths.length && places.length < this.#chunkPaths && length < chunkBytes) {
      const place = this.#next++;
      const path = encodeName(this.#paths[place]!);
      const known = this.#store.find(path) ?? refuse(this.#paths[place]!, path);
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
      onFound: (batch, sender) => this.#put(places, batch, sender),
    };
  }

  #put(places: readonly number[], batch: EntryBatch, sender: Sender): void {
    const metadata = this.#store.keep(batch, sender);
    let failure = 0;
    for (const [row, place] of places.entries()) {
      if (batch.failureRow[failure] !== row) {
        this.results[place] = metadata(row);
        continue;
      }
      const code = codeOf(batch.failureErrno[failure++]!);
      this.results[place] = new PathError(code, this.#paths[place]!);
    }
  }
}

/** What is wrong with a path that cannot be handed on. */
function refuse(text: string, path: Uint8Array): PathError | undefined {
  if (path.includes(0)) return refuseNul(text);
  if (path.length >= longestPath) return new PathError('ENAMETOOLONG', text);
  return undefined;
}
