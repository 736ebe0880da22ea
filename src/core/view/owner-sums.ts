/** Sums of each owner's entries. */
import { AttributeWord } from '../tree/attribute-table.js';
import type { Nodes } from '../tree/nodes.js';
import type { EntrySizes } from './entry-sizes.js';
import type { GroupSums } from './group-sums.js';
import { RunningSums } from './running-sums.js';

export class OwnerSums {
  /** Users' numbers; an owner's index is the key of its sums. */
  readonly owners: number[] = [];
  private readonly sums: RunningSums;
  private readonly keys = new Map<number, number>();
  private readonly keyOfAttribute: number[] = [];

  constructor(nodes: Nodes) {
    this.sums = new RunningSums((node) => this.keyOfAttribute[nodes.attribute.get(node)]!);
    this.takeAttributes(nodes);
  }

  of(sizes: EntrySizes): GroupSums {
    this.takeAttributes(sizes.tree.nodes);
    return this.sums.of(sizes);
  }

  forget(): void {
    this.sums.forget();
  }

  private takeAttributes({ attributes }: Nodes): void {
    const { keys, keyOfAttribute, owners } = this;
    while (keyOfAttribute.length < attributes.count) {
      const owner = attributes.word(keyOfAttribute.length, AttributeWord.uid);
      const key = keys.get(owner) ?? owners.push(owner) - 1;
      keys.set(owner, key);
      keyOfAttribute.push(key);
    }
  }
}

/** Returns all owners, those of the most bytes on disk first; of equals, the smaller number. */
export function rankOwners(sizes: EntrySizes): readonly number[] {
  const ownerSums = new OwnerSums(sizes.tree.nodes);
  if (ownerSums.owners.length === 1) return ownerSums.owners;
  const sums = ownerSums.of(sizes);
  const { owners } = ownerSums;
  const bytes = owners.map((_, key) => (key < sums.count ? sums.allocatedBytes(key) : 0n));
  return owners
    .map((owner, key) => ({ owner, key }))
    .filter(({ key }) => key < sums.count && !sums.isEmpty(key))
    .sort((a, b) => Number(bytes[b.key]! - bytes[a.key]!) || a.owner - b.owner)
    .map(({ owner }) => owner);
}
