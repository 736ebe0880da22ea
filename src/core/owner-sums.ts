/** What each owner has. */
import { AttributeWord } from './attribute-table.js';
import type { EntrySizes } from './entry-sizes.js';
import { type GroupSums, sumGroups } from './group-sums.js';

export interface OwnerSums {
  /** The users' numbers; an owner's place is the key of its sums. */
  readonly owners: readonly number[];
  readonly sums: GroupSums;
}

export function sumOwners(sizes: EntrySizes): OwnerSums {
  const { nodes } = sizes.tree;
  const owners: number[] = [];
  const keys = new Map<number, number>();
  const keyOfAttribute = new Uint32Array(nodes.attributes.count);
  for (let attribute = 0; attribute < keyOfAttribute.length; attribute++) {
    const owner = nodes.attributes.word(attribute, AttributeWord.uid);
    const key = keys.get(owner) ?? owners.push(owner) - 1;
    keys.set(owner, key);
    keyOfAttribute[attribute] = key;
  }
  return { owners, sums: sumGroups(sizes, (node) => keyOfAttribute[nodes.attribute.get(node)]!) };
}

/** The owners of anything, those of the most bytes on disk first; of equals, the smaller number. */
export function rankOwners(sizes: EntrySizes): readonly number[] {
  const { owners, sums } = sumOwners(sizes);
  const bytes = owners.map((_, key) => (key < sums.count ? sums.allocatedBytes(key) : 0n));
  return owners
    .map((owner, key) => ({ owner, key }))
    .filter(({ key }) => key < sums.count && !sums.isEmpty(key))
    .sort((a, b) => Number(bytes[b.key]! - bytes[a.key]!) || a.owner - b.owner)
    .map(({ owner }) => owner);
}
