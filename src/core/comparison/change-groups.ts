/** Groups of changed entries, by kind of change, which is the legend's key. */
import { CHANGE_KINDS, ChangeKind, changeKindNames } from '../../contract/change-kind.js';
import type { ChangeGroup } from '../../contract/comparison-protocol.js';
import type { EntrySizes } from '../view/entry-sizes.js';
import { sumGroups } from '../view/group-sums.js';
import type { ShownChanges } from './compared-view.js';

/**
 * Returns the groups in the order of the kinds, without empty ones.
 * @param sizes of the later scan's tree.
 */
export function groupByChange(sizes: EntrySizes, { keyOf, counts }: ShownChanges): ChangeGroup[] {
  const sums = sumGroups(sizes, (node) => keyOf(node, 0));
  const groups: ChangeGroup[] = [];
  for (let key = 0; key < CHANGE_KINDS; key++) {
    const isShown = key < sums.count && !sums.isEmpty(key);
    const entries = counts.total(key);
    if (!isShown && entries === 0) continue;
    const allocatedChange = Number(counts.growth(key, 'allocated'));
    const apparentChange = Number(counts.growth(key, 'apparent'));
    // What is removed is in the tree of the earlier scan only.
    const gone = key === ChangeKind.removed ? -1 : 0;
    groups.push({
      key,
      label: changeKindNames[key]!,
      files: isShown ? sums.files(key) : 0,
      allocated: isShown ? Number(sums.allocatedBytes(key)) : gone * allocatedChange,
      apparent: isShown ? Number(sums.apparentBytes(key)) : gone * apparentChange,
      entries,
      allocatedChange,
      apparentChange,
    });
  }
  return groups;
}
