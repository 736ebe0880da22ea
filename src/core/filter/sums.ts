/** Sums of the entries that a filter leaves, for every directory. */
import type { Measure } from '../../contract/entries.js';
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { FILE_BITS, hasLength, isDirectory, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import { ROOT_DIRECTORY, type Tree } from '../tree/tree.js';
import { type EntryFilter, FilterVerdict } from '../view/entry-filter.js';
import { markStandIns } from './links.js';

export interface LinkRules {
  readonly measure: Measure;
  /**
   * Whether an inode counts at each of its names. Otherwise it counts at the name that counts without a filter. Where
   * that is left out, it counts at the first remaining name in the order of paths.
   */
  readonly everyLink: boolean;
}

/**
 * Sums up what a filter leaves.
 * @param shown a `FilterVerdict` a node: 1 where the filter holds. The result keeps it; the other values are set here.
 */
export function sumMatches(tree: Tree, shown: Uint8Array, { measure, everyLink }: LinkRules): EntryFilter {
  if (!everyLink) markStandIns(tree, shown);
  const sums = new Sums(tree, shown, UNCOUNTED | (everyLink ? 0 : NodeFlag.duplicate));
  sums.addDirectories();
  sums.addEntries();
  sums.carryUp();
  const { allocated, apparent, files } = sums;
  const bytes = measure === 'allocated' ? allocated : apparent;
  return {
    includes: (node) => (shown[node] ?? FilterVerdict.no) !== FilterVerdict.no,
    passes: (node) => shown[node] === FilterVerdict.passes || shown[node] === FilterVerdict.standsIn,
    standsIn: (node) => shown[node] === FilterVerdict.standsIn,
    bytes: (directory) => bytes[directory] ?? 0,
    allocated: (directory) => allocated[directory] ?? 0,
    apparent: (directory) => apparent[directory] ?? 0,
    files: (directory) => files[directory] ?? 0,
  };
}

class Sums {
  readonly allocated: Float64Array;
  readonly apparent: Float64Array;
  readonly files: Float64Array;
  private readonly tree: Tree;
  private readonly shown: Uint8Array;
  /** Flags of entries that have no bytes to add. */
  private readonly empty: number;

  constructor(tree: Tree, shown: Uint8Array, empty: number) {
    const { count } = tree.directories;
    this.allocated = new Float64Array(count);
    this.apparent = new Float64Array(count);
    this.files = new Float64Array(count);
    this.tree = tree;
    this.shown = shown;
    this.empty = empty;
  }

  /** Adds the directories' own blocks, each to its own sum. */
  addDirectories(): void {
    const { nodes, directories } = this.tree;
    for (let directory = 0; directory < directories.count; directory++) {
      const node = directories.node(directory);
      if (this.shown[node] === FilterVerdict.no || nodes.hasFlag(node, this.empty)) continue;
      this.allocated[directory] = nodes.approximateAllocatedBytes(node);
    }
  }

  addEntries(): void {
    const { directories } = this.tree;
    const traits = attributeTraits(this.tree.nodes);
    for (let section = 0; section < directories.sectionCount; section++) {
      const start = directories.sectionStart.get(section);
      this.addSection(
        directories.sectionDirectory.get(section),
        start,
        directories.sectionEnd.get(section),
        traits,
      );
    }
  }

  /** Adds to every directory what is below it. A parent's number is smaller than its child's. */
  carryUp(): void {
    const { directories } = this.tree;
    const { allocated, apparent, files, shown } = this;
    for (let directory = directories.count - 1; directory > ROOT_DIRECTORY; directory--) {
      const parent = directories.parent(directory);
      allocated[parent] = allocated[parent]! + allocated[directory]!;
      apparent[parent] = apparent[parent]! + apparent[directory]!;
      files[parent] = files[parent]! + files[directory]!;
      if (shown[directories.node(directory)] !== FilterVerdict.no)
        shown[directories.node(parent)] ||= FilterVerdict.above;
    }
  }

  private addSection(directory: number, start: number, end: number, traits: Uint8Array): void {
    const { shown, empty } = this;
    const { nodes } = this.tree;
    let allocated = 0;
    let apparent = 0;
    let files = 0;
    let isAny = false;
    for (let node = start; node < end; node++) {
      const how = shown[node]!;
      if (how === FilterVerdict.no) continue;
      isAny = true;
      const flags = nodes.flags.get(node);
      const trait = traits[nodes.attribute.get(node)]!;
      if ((flags & UNCOUNTED) !== 0 || trait === Trait.directory) continue;
      if (trait === Trait.file) files++;
      if ((flags & empty) !== 0 && how !== FilterVerdict.standsIn) continue;
      allocated += nodes.approximateAllocatedBytes(node);
      if (trait !== Trait.other) apparent += nodes.approximateApparentBytes(node);
    }
    this.allocated[directory] = this.allocated[directory]! + allocated;
    this.apparent[directory] = this.apparent[directory]! + apparent;
    this.files[directory] = this.files[directory]! + files;
    if (isAny) shown[this.tree.directories.node(directory)] ||= FilterVerdict.above;
  }
}

const Trait = { other: 0, file: 1, symlink: 2, directory: 3 } as const;

/** Returns the trait of each combination of attributes. */
function attributeTraits({ attributes }: Nodes): Uint8Array {
  const traits = new Uint8Array(attributes.count);
  for (let attribute = 0; attribute < traits.length; attribute++) {
    const mode = attributes.mode(attribute);
    if (isDirectory(mode)) traits[attribute] = Trait.directory;
    else if ((mode & TYPE_BITS) === FILE_BITS) traits[attribute] = Trait.file;
    else if (hasLength(mode)) traits[attribute] = Trait.symlink;
  }
  return traits;
}
