/** Listing as a part of a cache: its tree knows all paths, so none is kept a second time. */

import { SLASH } from '../core/columns/bytes.js';
import { nodePath } from '../core/tree/paths.js';
import { ROOT_DIRECTORY, ROOT_NODE } from '../core/tree/tree.js';
import type { EntryMetadata } from './entry-metadata.js';
import type { Listing } from './listing.js';
import { hashBytes, hashPathByte } from './path-index.js';
import { allBelow, type BelowTest, equalBytes, isBelow, noneBelow, type Shelf } from './path-shelf.js';
import { pathToBytes } from './path-text.js';

export class ListingShelf implements Shelf {
  live = 0;
  readonly root: Uint8Array;
  readonly prefix: Uint8Array;
  private readonly listing: Listing;

  constructor(listing: Listing) {
    this.listing = listing;
    this.root = pathToBytes(listing.root);
    this.prefix = pathToBytes(listing.prefix);
  }

  /** Calls back with each node that has metadata, and the hash of its whole path. */
  eachPath(visit: (node: number, hash: number) => void): void {
    const { nodes, directories } = this.listing.tree;
    const hashes = new Uint32Array(directories.count);
    for (let directory = 0; directory < directories.count; directory++) {
      const before =
        directory === ROOT_DIRECTORY ? hashBytes(this.prefix) : this.directoryHash(directory, hashes);
      hashes[directory] = before;
      directories.eachSection(directory, (start, end) => {
        for (let node = start; node < end; node++) {
          if (this.listing.hasMetadata(node)) visit(node, this.nameHash(node, before));
        }
      });
    }
    if (nodes.count > 0) visit(ROOT_NODE, hashBytes(this.root));
  }

  isPath(row: number, path: Uint8Array): boolean {
    const { nodes, directories } = this.listing.tree;
    if (row === ROOT_NODE) return equalBytes(path, this.root);
    let end = path.length;
    let node = row;
    for (;;) {
      const begin = nodes.nameBegin(node);
      for (let at = nodes.nameEnd(node) - 1; at >= begin; at--) {
        if (nodes.names.byteAt(at) !== path[--end]) return false;
      }
      const holder = directories.holding(node);
      if (holder === ROOT_DIRECTORY) return equalBytes(path.subarray(0, Math.max(end, 0)), this.prefix);
      if (path[--end] !== SLASH) return false;
      node = directories.node(holder);
    }
  }

  metadata(row: number): EntryMetadata {
    return this.listing.metadata(row);
  }

  belowTest(root: Uint8Array, prefix: Uint8Array): BelowTest {
    if (isBelow(this.root, root, prefix)) return allBelow;
    if (!isBelow(root, this.root, this.prefix)) return noneBelow;
    return (row) => isBelow(this.path(row), root, prefix);
  }

  private path(node: number): Uint8Array {
    return node === ROOT_NODE ? this.root : Buffer.concat([this.prefix, nodePath(this.listing.tree, node)]);
  }

  /** Returns the hash of what stands before the names in a directory. */
  private directoryHash(directory: number, hashes: Uint32Array): number {
    const { directories } = this.listing.tree;
    const before = hashes[directories.parent(directory)]!;
    return hashPathByte(this.nameHash(directories.node(directory), before), SLASH);
  }

  private nameHash(node: number, before: number): number {
    const { nodes } = this.listing.tree;
    const end = nodes.nameEnd(node);
    let hash = before;
    for (let at = nodes.nameBegin(node); at < end; at++) hash = hashPathByte(hash, nodes.names.byteAt(at));
    return hash;
  }
}
