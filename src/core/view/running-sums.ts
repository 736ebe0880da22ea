/**
 * Sums of groups that are asked for repeatedly while a tree grows: only new entries are added.
 *
 * An inode with several names may come to count at another one. So these names are not kept in the sums, but added each
 * time. Where links are followed, any inode may, and all sums must be forgotten when the scan has ended. What a filter
 * leaves is summed up from the start.
 */
import { NodeFlag } from '../../contract/entry-batch.js';
import { linkedAttributes } from '../tree/linked-attributes.js';
import { eachCounted } from './counted-entries.js';
import type { EntrySizes } from './entry-sizes.js';
import { GroupSums, sumGroups } from './group-sums.js';

export class RunningSums {
  private readonly keyOf: (node: number) => number;
  private sums = new GroupSums();
  private linked: number[] = [];
  /** Nodes below this have been added. */
  private end = 0;
  private everyLink = false;
  private revision = 0;
  private filtered: { readonly sizes: EntrySizes; readonly sums: GroupSums } | undefined;

  /** @param keyOf returns a node's key, which only changes where nodes do. */
  constructor(keyOf: (node: number) => number) {
    this.keyOf = keyOf;
  }

  /** Forgets all sums, because nodes have changed or are gone. */
  forget(): void {
    this.sums = new GroupSums();
    this.linked = [];
    this.end = 0;
    this.filtered = undefined;
  }

  /** Returns the sums of all counted entries by key. They must not be changed. */
  of(sizes: EntrySizes): GroupSums {
    if (sizes.filter === undefined) return this.ofAll(sizes);
    if (this.filtered?.sizes !== sizes) this.filtered = { sizes, sums: sumGroups(sizes, this.keyOf) };
    return this.filtered.sums;
  }

  private ofAll(sizes: EntrySizes): GroupSums {
    const { keyOf } = this;
    const { nodes } = sizes.tree;
    const { revision } = sizes.tree;
    if (sizes.everyLink !== this.everyLink || revision !== this.revision) this.forget();
    this.everyLink = sizes.everyLink;
    this.revision = revision;
    this.takeNew(sizes);
    const all = this.sums.copy();
    const without = sizes.everyLink ? 0 : NodeFlag.duplicate;
    for (const node of this.linked) all.add(keyOf(node), nodes, node, !nodes.hasFlag(node, without));
    return all;
  }

  private takeNew(sizes: EntrySizes): void {
    const { sums, linked, keyOf } = this;
    const { nodes } = sizes.tree;
    const isLinked = linkedAttributes(nodes);
    const take = (node: number, hasBytes: boolean) => {
      if (hasBytes && isLinked[nodes.attribute.get(node)] === 0) sums.add(keyOf(node), nodes, node, true);
      else linked.push(node);
    };
    eachCounted(sizes, take, this.end);
    this.end = nodes.count;
  }
}
