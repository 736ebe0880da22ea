/** Counts of entries by kind of change, in all and below each directory, and the sums of their growth. */
import { CHANGE_KINDS, ChangeKind } from '../../contract/change-kind.js';
import type { Measure } from '../../contract/entries.js';
import { ExactSum } from '../columns/exact-sum.js';
import { ROOT_NODE } from '../tree/tree.js';
import type { Changes } from './changes.js';

export class ChangeCounts {
  /** Entries below, by directory and kind. */
  private readonly below: Uint32Array;
  private readonly bytes: Readonly<Record<Measure, readonly ExactSum[]>>;
  private readonly rootKind: number;

  constructor(changes: Changes) {
    const { comparison } = changes;
    const { directories } = comparison;
    this.below = new Uint32Array(directories.count * CHANGE_KINDS);
    this.bytes = { allocated: newSums(), apparent: newSums() };
    this.rootKind = this.add(changes, ROOT_NODE);
    comparison.eachEntry((entry, directory) => {
      const kind = this.add(changes, entry);
      if (kind !== ChangeKind.unchanged) this.count(directory * CHANGE_KINDS + kind, 1);
    });
    for (let directory = directories.count - 1; directory > 0; directory--) {
      const parent = directories.parent(directory);
      for (let kind = 0; kind < CHANGE_KINDS; kind++) {
        this.count(parent * CHANGE_KINDS + kind, this.below[directory * CHANGE_KINDS + kind]!);
      }
    }
  }

  /** Counts the entries of a kind below a directory. None are counted as unchanged. */
  inDirectory(directory: number, kind: number): number {
    return this.below[directory * CHANGE_KINDS + kind]!;
  }

  /** Counts the changed entries below a directory. */
  allInDirectory(directory: number): number {
    let all = 0;
    for (let kind = 0; kind < CHANGE_KINDS; kind++) all += this.inDirectory(directory, kind);
    return all;
  }

  /** Counts all entries of a kind, with the root. An entry that moved away is not counted again where it came to. */
  total(kind: number): number {
    return this.inDirectory(0, kind) + (kind === this.rootKind && kind !== ChangeKind.unchanged ? 1 : 0);
  }

  /** Returns the bytes that the entries of a kind have gained (`Changes.growth`). Over all kinds they are the total change. */
  growth(kind: number, measure: Measure): bigint {
    return this.bytes[measure][kind]!.value;
  }

  private add(changes: Changes, entry: number): number {
    const kind = changes.ownKind(entry);
    if (kind === ChangeKind.unchanged) return kind;
    this.bytes.allocated[kind]!.add(changes.exactGrowth(entry, 'allocated'));
    this.bytes.apparent[kind]!.add(changes.exactGrowth(entry, 'apparent'));
    return kind;
  }

  private count(index: number, more: number): void {
    this.below[index] = this.below[index]! + more;
  }
}

const newSums = (): readonly ExactSum[] => Array.from({ length: CHANGE_KINDS }, () => new ExactSum());
