/** Entries of a compared directory in the orders of a list. Equals stand by name, in either direction. */
import { ChangeKind } from '../../contract/change-kind.js';
import type { ChangeOrder } from '../../contract/comparison-protocol.js';
import { sortByKey } from '../columns/sort-by-key.js';
import { sortNames } from '../columns/sort-names.js';
import type { ChangeCounts } from './change-counts.js';
import type { Changes } from './changes.js';

export class ChangeOrders {
  private readonly changes: Changes;
  private readonly counts: ChangeCounts;
  /** Key of the order that was asked for last. */
  private key = '';
  private entries: Uint32Array = new Uint32Array();

  constructor(changes: Changes, counts: ChangeCounts) {
    this.changes = changes;
    this.counts = counts;
  }

  /** Returns entries, which must not be changed. */
  of(directory: number, { sort, descending, onlyChanged }: ChangeOrder): Uint32Array {
    const key = `${directory} ${sort} ${descending} ${onlyChanged}`;
    if (key === this.key) return this.entries;
    const byName = this.byName(directory, onlyChanged);
    this.key = key;
    if (sort === 'name') this.entries = descending ? byName.reverse() : byName;
    else {
      const bytes = Float64Array.from(byName, (entry) => this.changes.change(entry));
      const keys = sort === 'change' ? bytes : bytes.map(Math.abs);
      this.entries = sortByKey(byName, keys, descending).items;
    }
    return this.entries;
  }

  /** Counts the changed entries below an entry. */
  changedBelow(entry: number): number {
    const directory = this.changes.comparison.directoryOf(entry);
    return directory < 0 ? 0 : this.counts.allInDirectory(directory);
  }

  private byName(directory: number, onlyChanged: boolean): Uint32Array {
    const { comparison } = this.changes;
    const entries: number[] = [];
    comparison.eachChild(directory, (entry) => {
      if (!onlyChanged || this.hasChanged(entry)) entries.push(entry);
    });
    const names = entries.map((entry) => comparison.name(entry));
    const ends = new Uint32Array(names.length);
    let length = 0;
    for (const [at, name] of names.entries()) {
      length += name.length;
      ends[at] = length;
    }
    const bytes = new Uint8Array(length);
    const starts = ends.map((end, at) => end - names[at]!.length);
    for (const [at, name] of names.entries()) bytes.set(name, starts[at]);
    return sortNames(bytes, starts, ends).map((at) => entries[at]!);
  }

  private hasChanged(entry: number): boolean {
    return this.changes.kind(entry) !== ChangeKind.unchanged || this.changedBelow(entry) > 0;
  }
}
