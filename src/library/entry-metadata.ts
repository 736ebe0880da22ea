/**
 * Metadata of an entry: the numbers of its inode.
 *
 * why: `#` and not `private` in what the library gives out: what copies or prints an entry must not find the tree.
 */

import { inspect } from 'node:util';
import { AttributeWord } from '../core/tree/attribute-table.js';
import { type Kind, kindOf } from '../core/tree/mode.js';
import type { Nodes, Timestamp } from '../core/tree/nodes.js';
import { deviceNumber } from '../engine/reading/device-number.js';

/**
 * The numbers of an entry's inode. What the system keeps in 64 bits is a `bigint`: as numbers, lengths would be
 * exact up to 2^53 only, and inodes and times in nanoseconds are greater than that on ordinary disks.
 */
export interface EntryMetadata {
  readonly kind: Kind;
  /** Length: `st_size`. */
  readonly apparentBytes: bigint;
  /** Space on disk: `st_blocks` × 512. */
  readonly allocatedBytes: bigint;
  /** Time of the last change of the content: seconds since 1970, negative before, and nanoseconds, which count upwards. */
  readonly mtime: Timestamp;
  /** Type bits and permissions: `st_mode`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Number of names of the inode. */
  readonly links: number;
  readonly inode: bigint;
  /** Number of the device as `fs.Stats` gives it: `st_dev`. */
  readonly device: bigint;
}

const fields = [
  'kind',
  'apparentBytes',
  'allocatedBytes',
  'mtime',
  'mode',
  'uid',
  'gid',
  'links',
  'inode',
  'device',
] as const;

/** Metadata of a node: a view of 40 bytes over columns that all entries share. */
export class NodeMetadata implements EntryMetadata {
  readonly #nodes: Nodes;
  readonly #node: number;

  constructor(nodes: Nodes, node: number) {
    this.#nodes = nodes;
    this.#node = node;
  }

  get kind(): Kind {
    return kindOf(this.mode);
  }

  get apparentBytes(): bigint {
    return this.#nodes.apparentBytes(this.#node);
  }

  get allocatedBytes(): bigint {
    return this.#nodes.allocatedBytes(this.#node);
  }

  get mtime(): Timestamp {
    return this.#nodes.mtime(this.#node);
  }

  get mode(): number {
    return this.#nodes.mode(this.#node);
  }

  get uid(): number {
    return this.#attribute(AttributeWord.uid);
  }

  get gid(): number {
    return this.#attribute(AttributeWord.gid);
  }

  get links(): number {
    return this.#nodes.links(this.#node);
  }

  get inode(): bigint {
    return this.#nodes.inode(this.#node);
  }

  get device(): bigint {
    return deviceNumber(this.#attribute(AttributeWord.deviceHigh), this.#attribute(AttributeWord.deviceLow));
  }

  [inspect.custom](): object {
    return pick(this, fields);
  }

  #attribute(word: number): number {
    return this.#nodes.attributes.word(this.#nodes.attribute.get(this.#node), word);
  }
}

const chunkBits = 10;
const chunkMask = (1 << chunkBits) - 1;

/** Metadata of nodes as objects, each made when it is first asked for, and kept. */
export class MetadataObjects {
  private readonly nodes: Nodes;
  /** In chunks, so that a few objects of a large tree stay few, and a tree may be larger than an array. */
  private readonly chunks: NodeMetadata[][] = [];

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  of(node: number): EntryMetadata {
    const chunk = this.chunks[node >>> chunkBits] ?? [];
    const known = chunk[node & chunkMask];
    if (known) return known;
    const made = new NodeMetadata(this.nodes, node);
    chunk[node & chunkMask] = made;
    this.chunks[node >>> chunkBits] = chunk;
    return made;
  }
}

/** Returns a plain copy of some properties, to print what is behind getters. */
export function pick<T, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, Name>;
}
