/**
 * Entries of a finished scan as objects, in the order of their paths.
 *
 * An entry is a view of 40 bytes over the columns of the tree: its values are computed when they are asked for.
 * An entry that is held keeps the whole tree.
 */
import { constants } from 'node:os';
import { inspect } from 'node:util';
import { NodeFlag } from '../contract/entry-batch.js';
import { UNLISTED } from '../core/tree/csv-rows.js';
import { SortedWalk } from '../core/tree/sorted-walk.js';
import type { Failure, Tree } from '../core/tree/tree.js';
import { ROOT_DIRECTORY, ROOT_NODE } from '../core/tree/tree.js';
import { type EntryMetadata, MetadataObjects, pick } from './entry-metadata.js';
import { codeOf, type EntryError, type FileListEntry, prefixOf } from './list-entry.js';
import { bytesToPath } from './path-text.js';

const { ELOOP } = constants.errno;

export class Listing {
  readonly tree: Tree;
  readonly root: string;
  readonly prefix: string;
  private readonly metadataObjects: MetadataObjects;
  /** Failures in the order of nodes. */
  private readonly failures: readonly Failure[];
  /** Relative paths of the directories that were asked for, each with a slash behind it. */
  private readonly directoryTexts: (string | undefined)[];

  constructor(tree: Tree, root: string) {
    this.tree = tree;
    this.root = root;
    this.prefix = prefixOf(root);
    this.metadataObjects = new MetadataObjects(tree.nodes);
    this.failures = tree.failures.toSorted((a, b) => a.node - b.node);
    this.directoryTexts = new Array(tree.directories.count);
    this.directoryTexts[ROOT_DIRECTORY] = '';
  }

  /** Returns all entries in the order of the bytes of their relative paths, the root first. */
  sortedEntries(): FileListEntry[] {
    const entries: FileListEntry[] = [];
    const walk = new SortedWalk(this.tree);
    for (let node = walk.next(); node >= 0; node = walk.next()) {
      if (this.isListed(node)) entries.push(new ListedEntry(this, node));
    }
    return entries;
  }

  /** Returns whether the node has numbers and is listed. */
  hasMetadata(node: number): boolean {
    return !this.tree.nodes.hasFlag(node, UNLISTED | NodeFlag.unreadable);
  }

  /** Returns the metadata of a node that has some: always the same object. */
  metadata(node: number): EntryMetadata {
    return this.metadataObjects.of(node);
  }

  relativePath(node: number): string {
    if (node === ROOT_NODE) return '';
    const name = bytesToPath(this.tree.nodes.name(node));
    return this.directoryText(this.tree.directories.holding(node)) + name;
  }

  fullPath(node: number): string {
    return node === ROOT_NODE ? this.root : this.prefix + this.relativePath(node);
  }

  depth(node: number): number {
    const { directories } = this.tree;
    let depth = 0;
    for (let above = directories.holding(node); above >= 0; above = directories.parent(above)) depth++;
    return depth;
  }

  error(node: number): EntryError | undefined {
    const failure = this.failure(node);
    return failure && { operation: failure.operation, code: codeOf(failure.errno) };
  }

  /** Tells what is listed. As with find -L, links that lead to themselves or to their own ancestors are not. */
  private isListed(node: number): boolean {
    const { nodes } = this.tree;
    if (!nodes.hasFlag(node, UNLISTED | NodeFlag.unreadable)) return true;
    return !nodes.hasFlag(node, UNLISTED) && this.failure(node)?.errno !== ELOOP;
  }

  private failure(node: number): Failure | undefined {
    const failure = this.failures[firstFrom(this.failures, node)];
    return failure?.node === node ? failure : undefined;
  }

  private directoryText(directory: number): string {
    const { directories, nodes } = this.tree;
    const missing: number[] = [];
    let above = directory;
    for (; this.directoryTexts[above] === undefined; above = directories.parent(above)) missing.push(above);
    let text = this.directoryTexts[above]!;
    for (let below = missing.pop(); below !== undefined; below = missing.pop()) {
      text = `${text}${bytesToPath(nodes.name(directories.node(below)))}/`;
      this.directoryTexts[below] = text;
    }
    return text;
  }
}

class ListedEntry implements FileListEntry {
  readonly #listing: Listing;
  readonly #node: number;

  constructor(listing: Listing, node: number) {
    this.#listing = listing;
    this.#node = node;
  }

  get isRoot(): boolean {
    return this.#node === ROOT_NODE;
  }

  get relativePath(): string {
    return this.#listing.relativePath(this.#node);
  }

  get fullPath(): string {
    return this.#listing.fullPath(this.#node);
  }

  get depth(): number {
    return this.#listing.depth(this.#node);
  }

  get metadata(): EntryMetadata | undefined {
    return this.#listing.hasMetadata(this.#node) ? this.#listing.metadata(this.#node) : undefined;
  }

  get error(): EntryError | undefined {
    return this.#listing.error(this.#node);
  }

  [inspect.custom](): object {
    return pick(this, ['fullPath', 'relativePath', 'depth', 'isRoot', 'metadata', 'error']);
  }
}

/** Returns the index of the first failure of `node` or of a later one. */
function firstFrom(failures: readonly Failure[], node: number): number {
  let low = 0;
  let high = failures.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (failures[middle]!.node >= node) high = middle;
    else low = middle + 1;
  }
  return low;
}
