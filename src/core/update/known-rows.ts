/**
 * The names that a tree knows in some directories, in blocks to be stat'ed again.
 *
 * A name may be trusted instead: then its node is marked, and it is in no block.
 */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { Tree } from '../tree/tree.js';
import { type KnownBlock, KnownBlockBuilder } from './known-block-builder.js';

/** Tells whether a node is to be stat'ed; otherwise it is trusted. */
export type IsWanted = (node: number) => boolean;

export interface KnownRowsRules {
  /** By default all nodes are. */
  readonly isWanted: IsWanted | undefined;
  /** Tells whether the names of a directory are known. Called when it is its turn. */
  readonly isKnown: (directory: number) => boolean;
}

const special = NodeFlag.removed | NodeFlag.excluded;

export class KnownRows {
  /** Number of names that have been put into blocks, or trusted. */
  taken = 0;
  private readonly tree: Tree;
  private readonly directories: Uint32Array;
  private readonly rules: KnownRowsRules;
  /** Perf: in the order of their nodes, which then mostly follow one another in a block (bench: rescan). */
  private readonly sections: Uint32Array;
  private nextSection = 0;
  private nextDirectory = 0;
  /** Rest of the current section. */
  private directory = -1;
  private node = 0;
  private end = 0;

  constructor(tree: Tree, directories: Uint32Array, rules: KnownRowsRules) {
    this.tree = tree;
    this.directories = directories;
    this.rules = rules;
    this.sections = sectionsOf(tree, directories);
  }

  /** Puts one name, in a directory that is none of the others, before all else. */
  begin(directory: number, node: number): void {
    this.directory = directory;
    this.node = node;
    this.end = node + 1;
  }

  /** The next block, of at most so many rows; undefined where there are no more. */
  take(maxRows: number): KnownBlock | undefined {
    const block = new KnownBlockBuilder(this.tree, maxRows);
    while (!block.isFull && (this.node < this.end || this.enterNext())) {
      const from = this.node;
      if (this.rules.isWanted === undefined) this.takeAll(block);
      else this.choose(block, this.rules.isWanted);
      this.taken += this.node - from;
      block.endSection(this.directory);
    }
    return block.isEmpty ? undefined : block.build();
  }

  private enterNext(): boolean {
    const { directories } = this.tree;
    while (this.nextSection < this.sections.length) {
      const section = this.sections[this.nextSection++]!;
      const directory = directories.sectionDirectory.get(section);
      if (!this.rules.isKnown(directory)) continue;
      this.directory = directory;
      this.node = directories.sectionStart.get(section);
      this.end = directories.sectionEnd.get(section);
      return true;
    }
    while (this.nextDirectory < this.directories.length) {
      const directory = this.directories[this.nextDirectory++]!;
      if (!directories.hasNames(directory)) this.rules.isKnown(directory);
    }
    return false;
  }

  /** Takes the next names together: all those of which nothing special is known, or one of which something is. */
  private takeAll(block: KnownBlockBuilder): void {
    const { flags } = this.tree.nodes;
    const most = Math.min(this.end, this.node + block.room);
    let node = this.node;
    while (node < most && (flags.get(node) & special) === 0) node++;
    if (node > this.node) block.add(this.node, node);
    else if ((flags.get(node) & NodeFlag.removed) === 0) block.add(node, ++node);
    else node++;
    this.node = node;
  }

  private choose(block: KnownBlockBuilder, isWanted: IsWanted): void {
    const { flags } = this.tree.nodes;
    for (; this.node < this.end && !block.isFull; this.node++) {
      const flag = flags.get(this.node);
      if ((flag & NodeFlag.removed) !== 0) continue;
      if (isWanted(this.node)) block.add(this.node, this.node + 1);
      else flags.set(this.node, flag | NodeFlag.trusted);
    }
  }
}

function sectionsOf({ directories }: Tree, of: Uint32Array): Uint32Array {
  const sections: number[] = [];
  for (const directory of of) {
    directories.eachSection(directory, (_start, _end, section) => {
      sections.push(section);
    });
  }
  return Uint32Array.from(sections).sort();
}
