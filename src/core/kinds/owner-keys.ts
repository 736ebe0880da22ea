/**
 * The owners with colours of their own, and one key for all others.
 *
 * While a scan runs, owners get keys as they appear, and keep them, so that colours stay. `rank` then gives keys by what
 * the owners have.
 */
import { AttributeWord } from '../tree/attribute-table.js';
import type { Nodes } from '../tree/nodes.js';

/** How many owners have a key of their own: 0 up to this, which is the key of all others. */
export const MAX_OWNERS = 11;

export class OwnerKeys {
  private readonly nodes: Nodes;
  private owners: number[] = [];
  /** The key for each combination of attributes. */
  private keys: number[] = [];

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  keyOf(node: number): number {
    const attribute = this.nodes.attribute.get(node);
    while (this.keys.length <= attribute) {
      this.keys.push(this.keyOfOwner(this.nodes.attributes.word(this.keys.length, AttributeWord.uid)));
    }
    return this.keys[attribute]!;
  }

  /** The key of a user's number. A new one gets the next that is free. */
  keyOfOwner(owner: number): number {
    const known = this.owners.indexOf(owner);
    if (known >= 0) return known;
    return this.owners.length < MAX_OWNERS ? this.owners.push(owner) - 1 : MAX_OWNERS;
  }

  /** Gives the keys anew. @param owners the users' numbers, the most important first. */
  rank(owners: readonly number[]): void {
    this.owners = owners.slice(0, MAX_OWNERS);
    this.keys = [];
  }
}
