/** How many entries of each kind of change a comparison has, in all and below each directory, and what they add up to. */
import { CHANGE_KINDS, ChangeKind } from '../../contract/change-kind.js';
import type { Measure } from '../../contract/entries.js';
import { ExactSum } from '../columns/exact-sum.js';
import { ROOT_NODE } from '../tree/tree.js';
import type { Changes } from './changes.js';

export class ChangeCounts {
  /** By directory and kind; entries strictly below. */
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

  /** Entries of a kind below a directory; none are counted as unchanged. */
  inDirectory(directory: number, kind: number): number {
    return this.below[directory * CHANGE_KINDS + kind]!;
  }

  /** Entries of all kinds below a directory. */
  allInDirectory(directory: number): number {
    let all = 0;
    for (let kind = 0; kind < CHANGE_KINDS; kind++) all += this.inDirectory(directory, kind);
    return all;
  }

  /** All entries of a kind, the root too. What moved away is not counted again where it came to. */
  total(kind: number): number {
    return this.inDirectory(0, kind) + (kind === this.rootKind && kind !== ChangeKind.unchanged ? 1 : 0);
  }

  /** What the entries of a kind have gained themselves (`Changes.growth`): those of all kinds together are the total change. */
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

  private count(place: number, more: number): void {
    this.below[place] = this.below[place]! + more;
  }
}

const newSums = (): readonly ExactSum[] => Array.from({ length: CHANGE_KINDS }, () => new ExactSum());
