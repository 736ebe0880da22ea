/** Shelves of a cache: keep the paths and metadata that were stat'ed, and those that its user inserted. */

import type { EntryBatch } from '../contract/entry-batch.js';
import { BytePool } from '../core/columns/byte-pool.js';
import { Nodes, takeAttributes } from '../core/tree/nodes.js';
import { type EntryMetadata, MetadataObjects } from './entry-metadata.js';
import type { PathKeeper } from './path-index.js';
import type { Sender } from './stat-pool.js';

export interface Shelf extends PathKeeper {
  /** Number of paths for which the cache refers to the shelf, which is dropped at 0. */
  live: number;
  metadata(row: number): EntryMetadata;
  /** Returns a test for rows whose path is the root, or begins with the prefix. */
  belowTest(root: Uint8Array, prefix: Uint8Array): BelowTest;
}

export type BelowTest = (row: number) => boolean;
export const noneBelow: BelowTest = () => false;
export const allBelow: BelowTest = () => true;

const wordsEach = 6;

/** Shelf of what scanners found, in columns; the names of the nodes are whole paths. */
export class StatShelf implements Shelf {
  live = 0;
  private readonly nodes = new Nodes();
  private readonly objects = new MetadataObjects(this.nodes);
  private readonly attributeOf = new WeakMap<Sender, Uint32Array>();

  /** Appends a batch, and returns the row of its first path. */
  append(batch: EntryBatch, sender: Sender): number {
    const known = this.attributeOf.get(sender) ?? new Uint32Array();
    const added = Uint32Array.from(sender.attributes.slice(known.length * wordsEach));
    const attributeOf = takeAttributes(this.nodes.attributes, known, added);
    this.attributeOf.set(sender, attributeOf);
    return this.nodes.append(batch, attributeOf);
  }

  path(row: number): Uint8Array {
    return this.nodes.name(row);
  }

  isPath(row: number, path: Uint8Array): boolean {
    return equalBytes(this.path(row), path);
  }

  metadata(row: number): EntryMetadata {
    return this.objects.of(row);
  }

  belowTest(root: Uint8Array, prefix: Uint8Array): BelowTest {
    return (row) => isBelow(this.path(row), root, prefix);
  }
}

/** Shelf of objects that the cache's user inserted. */
export class InsertedShelf implements Shelf {
  live = 0;
  private readonly paths = new BytePool();
  private readonly pathEnds: number[] = [];
  private readonly objects: EntryMetadata[] = [];

  /** Appends a path, and returns its row. */
  append(path: Uint8Array, metadata: EntryMetadata): number {
    this.paths.append(path);
    this.pathEnds.push(this.paths.length);
    return this.objects.push(metadata) - 1;
  }

  replace(row: number, metadata: EntryMetadata): void {
    this.objects[row] = metadata;
  }

  isPath(row: number, path: Uint8Array): boolean {
    return equalBytes(this.path(row), path);
  }

  metadata(row: number): EntryMetadata {
    return this.objects[row]!;
  }

  belowTest(root: Uint8Array, prefix: Uint8Array): BelowTest {
    return (row) => isBelow(this.path(row), root, prefix);
  }

  private path(row: number): Uint8Array {
    return this.paths.slice(row === 0 ? 0 : this.pathEnds[row - 1]!, this.pathEnds[row]!);
  }
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && startsWith(a, b);
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  if (bytes.length < start.length) return false;
  for (let at = 0; at < start.length; at++) if (bytes[at] !== start[at]) return false;
  return true;
}

/** Returns whether a path is the root or below it. */
export const isBelow = (path: Uint8Array, root: Uint8Array, prefix: Uint8Array): boolean =>
  startsWith(path, prefix) || equalBytes(path, root);
