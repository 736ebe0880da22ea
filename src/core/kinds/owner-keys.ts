/**
 * Legend keys of owners: some have colours of their own, all others share one key.
 *
 * While a scan runs, owners get keys as they appear, and keep them, so that colours stay. `rank` then assigns keys by
 * the bytes of each owner.
 */
import { AttributeWord } from '../tree/attribute-table.js';
import type { Nodes } from '../tree/nodes.js';

/** Number of owners with a key of their own, and the key of all others. */
export const MAX_OWNERS = 11;

export class OwnerKeys {
  private readonly nodes: Nodes;
  private owners: number[] = [];
  /** Key for each combination of attributes. */
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

  /** Returns the key of a user's number. A new owner gets the next free key. */
  keyOfOwner(owner: number): number {
    const known = this.owners.indexOf(owner);
    if (known >= 0) return known;
    return this.owners.length < MAX_OWNERS ? this.owners.push(owner) - 1 : MAX_OWNERS;
  }

  /**
   * Assigns the keys again.
   * @param owners the users' numbers, the most important first.
   */
  rank(owners: readonly number[]): void {
    this.owners = owners.slice(0, MAX_OWNERS);
    this.keys = [];
  }
}
