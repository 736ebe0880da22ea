/** What the library says of one entry: the numbers of its inode. */

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
  /** The length: `st_size`. */
  readonly apparentBytes: bigint;
  /** What is occupied: `st_blocks` × 512. */
  readonly allocatedBytes: bigint;
  /** When the content changed last: seconds since 1970, negative before, and nanoseconds, which count upwards. */
  readonly mtime: Timestamp;
  /** Type bits and permissions: `st_mode`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** How many names the inode has. */
  readonly links: number;
  readonly inode: bigint;
  /** `st_dev`: the same number that `fs.Stats` gives. */
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

/** One node's metadata: a view of columns that all entries share, 40 bytes itself. */
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

/** The metadata of nodes as objects: made when they are first asked for, and the same ones ever after. */
export class MetadataObjects {
  readonly #nodes: Nodes;
  /** In chunks, so that a few objects of a large tree stay few, and a tree may be larger than an array. */
  readonly #chunks: NodeMetadata[][] = [];

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  of(node: number): EntryMetadata {
    const chunk = this.#chunks[node >>> chunkBits] ?? [];
    const known = chunk[node & chunkMask];
    if (known) return known;
    const made = new NodeMetadata(this.#nodes, node);
    chunk[node & chunkMask] = made;
    this.#chunks[node >>> chunkBits] = chunk;
    return made;
  }
}

const chunkBits = 10;
const chunkMask = (1 << chunkBits) - 1;

/** A plain copy of some of an object's properties: to show what is behind getters. */
export function pick<T, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, Name>;
}
