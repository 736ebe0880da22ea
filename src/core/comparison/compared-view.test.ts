import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { type ChangedModels, changedModels, entriesOf } from '../../../test/support/trees/changed-models.js';
import { ChangeKind } from '../../contract/change-kind.js';
import type { ChangeOrder } from '../../contract/comparison-protocol.js';
import { ROOT_DIRECTORY, ROOT_NODE } from '../tree/tree.js';
import { EntrySizes } from '../view/entry-sizes.js';
import { groupByChange } from './change-groups.js';
import { ComparedView, type ShownChanges } from './compared-view.js';
import { Comparison } from './comparison.js';

const rules = fc.record({
  measure: fc.constantFrom('allocated' as const, 'apparent' as const),
  everyLink: fc.boolean(),
});
const order: fc.Arbitrary<ChangeOrder> = fc.record({
  sort: fc.constantFrom('change' as const, 'magnitude' as const, 'name' as const),
  descending: fc.boolean(),
  onlyChanged: fc.boolean(),
});

function viewOf({ before, after }: ChangedModels): ComparedView {
  return new ComparedView(new Comparison(buildTree(entriesOf(before)), buildTree(entriesOf(after, 3))));
}

describe('of any comparison', () => {
  test('the groups together are the later scan, and their changes the difference of the totals', () => {
    fc.assert(
      fc.property(changedModels, rules, (models, rule) => {
        const shown = viewOf(models).by(rule);
        const { tree } = shown.changes.comparison.after;
        const groups = groupByChange(new EntrySizes(tree, rule), shown);
        const sum = (of: (group: (typeof groups)[number]) => number) =>
          groups.reduce((total, group) => total + of(group), 0);
        const isThere = ({ key }: { key: number }) => key !== ChangeKind.removed;
        const { totals } = tree.directories;
        const approximately = (value: number) => [value * (1 - 1e-12) - 1, value * (1 + 1e-12) + 1];
        const allocated = sum((group) => (isThere(group) ? group.allocated : 0));
        const [least, most] = approximately(totals.approximateAllocatedBytes(ROOT_DIRECTORY, rule.everyLink));
        expect(allocated).toBeGreaterThanOrEqual(least!);
        expect(allocated).toBeLessThanOrEqual(most!);
        expect(sum((group) => (isThere(group) ? group.files : 0))).toBe(totals.files.get(ROOT_DIRECTORY));
        const changed = sum(({ allocatedChange }) => allocatedChange);
        const change = shown.changes.change(ROOT_NODE, 'allocated');
        const rounding = groups.reduce((most, group) => most + Math.abs(group.allocatedChange), 0) * 1e-12;
        expect(Math.abs(changed - change)).toBeLessThanOrEqual(rounding + 1);
      }),
    );
  });

  test('a list has each name once, in the order that was asked for', () => {
    fc.assert(
      fc.property(changedModels, rules, order, (models, rule, asked) => {
        const shown = viewOf(models).by(rule);
        const { comparison } = shown.changes;
        for (let directory = 0; directory < comparison.directories.count; directory++) {
          const all: number[] = [];
          comparison.eachChild(directory, (entry) => all.push(entry));
          const shownOnes = all.filter((entry) => !asked.onlyChanged || hasChanged(shown, entry));
          const expected = shownOnes.sort((a, b) => compare(shown, asked, a, b));
          expect([...shown.orders.of(directory, asked)]).toEqual(expected);
        }
      }),
    );
  });
});

const hasChanged = ({ changes, orders }: ShownChanges, entry: number): boolean =>
  changes.kind(entry) !== ChangeKind.unchanged || orders.changedBelow(entry) > 0;

function compare({ changes }: ShownChanges, { sort, descending }: ChangeOrder, a: number, b: number): number {
  const names = [a, b].map((entry) => Buffer.from(changes.comparison.name(entry)));
  const byName = Buffer.compare(names[0]!, names[1]!);
  const sign = descending ? -1 : 1;
  if (sort === 'name') return sign * byName;
  const key = (entry: number) => {
    const bytes = changes.change(entry);
    return sort === 'change' ? bytes : Math.abs(bytes);
  };
  return sign * (key(a) - key(b)) || byName;
}

test('what was found is kept as long as the rules are the same', () => {
  const view = viewOf({ before: new Map(), after: new Map() });
  const shown = view.by({ measure: 'allocated', everyLink: false });
  expect(view.by({ measure: 'allocated', everyLink: false })).toBe(shown);
  expect(view.by({ measure: 'apparent', everyLink: false })).not.toBe(shown);
});
