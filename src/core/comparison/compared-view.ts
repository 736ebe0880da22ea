/** View of a comparison in a page's measure and link mode. The results for the last ones are cached. */

import type { KeyOf } from '../kinds/legend-keys.js';
import { ChangeCounts } from './change-counts.js';
import { ChangeOrders } from './change-orders.js';
import { type ChangeRules, Changes } from './changes.js';
import type { Comparison } from './comparison.js';

export class ComparedView {
  readonly comparison: Comparison;
  private current: ShownChanges | undefined;

  constructor(comparison: Comparison) {
    this.comparison = comparison;
  }

  /** Returns the changes by some rules: the same object as long as these stay. */
  by({ measure, everyLink }: ChangeRules): ShownChanges {
    const rules = this.current?.changes.rules;
    if (!this.current || rules?.measure !== measure || rules.everyLink !== everyLink) {
      this.current = new ShownChanges(new Changes(this.comparison, { measure, everyLink }));
    }
    return this.current;
  }
}

export class ShownChanges {
  readonly changes: Changes;
  /** Returns the legend's key of a node: a `ChangeKind`. */
  readonly keyOf: KeyOf;
  private found: { readonly counts: ChangeCounts; readonly orders: ChangeOrders } | undefined;

  constructor(changes: Changes) {
    this.changes = changes;
    this.keyOf = (node) => changes.kind(node);
  }

  get counts(): ChangeCounts {
    return this.find().counts;
  }

  get orders(): ChangeOrders {
    return this.find().orders;
  }

  private find() {
    if (!this.found) {
      const counts = new ChangeCounts(this.changes);
      this.found = { counts, orders: new ChangeOrders(this.changes, counts) };
    }
    return this.found;
  }
}
