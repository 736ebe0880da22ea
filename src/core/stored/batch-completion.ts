/**
 * Columns that follow from a batch's others: which rows are directories to be read, which may be further names of an
 * inode, which failed, and the sums of the sections. One for each sender, since attributes are numbered over all its
 * batches.
 */
import {
  type EntryBatch,
  NodeFlag,
  SECTION_SUMS,
  type SectionColumns,
  SectionSum,
  UNCOUNTED,
} from '../../contract/entry-batch.js';
import { lengthen } from '../columns/lengthen.js';
import { ATTRIBUTE_WORDS, AttributeWord } from '../tree/attribute-table.js';
import { DIRECTORY_BITS, FILE_BITS, SYMLINK_BITS, TYPE_BITS } from '../tree/mode.js';

type Derived = 'directoryRow' | 'linkedRow' | 'failureRow' | 'sections';

/** A batch without what follows from the rest. */
export interface BareBatch extends Omit<EntryBatch, Derived> {
  readonly sections: Omit<SectionColumns, 'sums'>;
}

/** Rows that are derived, and how many directories there are. */
export type DerivedRows = Pick<EntryBatch, 'directoryRow' | 'linkedRow' | 'failureRow'>;

/** Set beside the kind where an entry has more than one link, and is no directory. */
const severalLinks = 4;

export class BatchCompletion {
  /** Kinds of the attributes that the sender has brought: the place of their count in `SectionSum`. */
  private kinds = new Uint8Array(64);
  private attributeCount = 0;
  private readonly followLinks: boolean;

  constructor(followLinks: boolean) {
    this.followLinks = followLinks;
  }

  /** Number of known attributes. */
  get knownAttributes(): number {
    return this.attributeCount;
  }

  /** Takes note of the attributes that a batch brings: to be called before its rows are looked at. */
  addAttributes(attributes: Uint32Array): void {
    const count = attributes.length / ATTRIBUTE_WORDS;
    this.kinds = lengthen(this.kinds, this.attributeCount + count);
    for (let at = 0; at < attributes.length; at += ATTRIBUTE_WORDS) {
      const kind = kindOf(attributes[at + AttributeWord.mode]!);
      const isLinked = attributes[at + AttributeWord.links]! > 1 && kind !== SectionSum.directories;
      this.kinds[this.attributeCount++] = isLinked ? kind | severalLinks : kind;
    }
  }

  /** Returns whether the row of an attribute and flags is one of the tree's directories: also one cut out as a loop. */
  isDirectory(attribute: number, flags: number): boolean {
    return this.kinds[attribute] === SectionSum.directories && (flags & UNCOUNTED & ~NodeFlag.loop) === 0;
  }

  /** The rows that stand in the derived columns. */
  deriveRows({ count, attribute, flags }: Pick<EntryBatch, 'count' | 'attribute' | 'flags'>): DerivedRows {
    const { kinds, followLinks } = this;
    const directoryRow: number[] = [];
    const linkedRow: number[] = [];
    const failureRow: number[] = [];
    for (let row = 0; row < count; row++) {
      const kind = kinds[attribute[row]!]!;
      const flag = flags[row]!;
      if (kind === SectionSum.files && flag === 0 && !followLinks) continue;
      if ((flag & NodeFlag.unreadable) !== 0) failureRow.push(row);
      if (kind === SectionSum.directories && this.isDirectory(attribute[row]!, flag)) directoryRow.push(row);
      const mayRepeat = followLinks || (kind & severalLinks) !== 0;
      if (mayRepeat && (flag & UNCOUNTED) === 0) linkedRow.push(row);
    }
    return {
      directoryRow: Uint32Array.from(directoryRow),
      linkedRow: Uint32Array.from(linkedRow),
      failureRow: Uint32Array.from(failureRow),
    };
  }

  complete(bare: BareBatch, rows: DerivedRows): EntryBatch {
    return { ...bare, ...rows, sections: { ...bare.sections, sums: this.sumUp(bare) } };
  }

  private sumUp({ attribute, flags, apparentLow, apparentHigh, blocksLow, blocksHigh, sections }: BareBatch) {
    const { kinds } = this;
    const { end } = sections;
    const sums = new Float64Array(end.length * SECTION_SUMS);
    for (let section = 0, row = 0, at = 0; section < end.length; section++, at += SECTION_SUMS) {
      // Perf: summed up in variables (`npm run bench -- --only snapshots`).
      let apparent = 0;
      let apparentCarried = 0;
      let blocks = 0;
      let blocksCarried = 0;
      for (const stop = end[section]!; row < stop; row++) {
        if ((flags[row]! & UNCOUNTED) !== 0) continue;
        const kind = kinds[attribute[row]!]! & ~severalLinks;
        sums[at + kind]!++;
        if (kind === SectionSum.files || kind === SectionSum.symlinks) {
          apparent += apparentLow[row]!;
          apparentCarried += apparentHigh[row]!;
        }
        blocks += blocksLow[row]!;
        blocksCarried += blocksHigh[row]!;
      }
      sums[at + SectionSum.apparentLow] = apparent;
      sums[at + SectionSum.apparentHigh] = apparentCarried;
      sums[at + SectionSum.blocksLow] = blocks;
      sums[at + SectionSum.blocksHigh] = blocksCarried;
    }
    return sums;
  }
}

function kindOf(mode: number): number {
  const type = mode & TYPE_BITS;
  if (type === FILE_BITS) return SectionSum.files;
  if (type === DIRECTORY_BITS) return SectionSum.directories;
  return type === SYMLINK_BITS ? SectionSum.symlinks : SectionSum.others;
}
