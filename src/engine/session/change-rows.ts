/** Rows of lists of changes as columns. */
import type { ChangeRows } from '../../contract/comparison-protocol.js';
import { TileFlag } from '../../contract/entries.js';
import type { ShownChanges } from '../../core/comparison/compared-view.js';
import { tileFlags } from '../../core/map/tile-flags.js';
import { EntrySizes } from '../../core/view/entry-sizes.js';
import type { RowPlace } from './row-columns.js';
import { joinPaths } from './row-columns.js';

interface ChangeRowRules {
  /** Lists whole paths instead of names. */
  readonly hasPaths: boolean;
  /** Counts the change of the entry itself, and not that at its path. */
  readonly ofItself: boolean;
}

export function makeChangeRows(
  { changes, orders }: ShownChanges,
  entries: ArrayLike<number>,
  place: RowPlace,
  { hasPaths, ofItself }: ChangeRowRules,
): ChangeRows {
  const { comparison } = changes;
  const { before, after } = comparison;
  const everyLink = changes.rules.everyLink;
  const sizes = new EntrySizes(after.tree, { measure: 'allocated', everyLink });
  const { length } = entries;
  const rows = {
    ...place,
    entry: Uint32Array.from(entries),
    isThere: new Uint8Array(length),
    kind: new Uint8Array(length),
    flags: new Uint8Array(length),
    mode: new Uint32Array(length),
    allocated: new Float64Array(length),
    apparent: new Float64Array(length),
    allocatedChange: new Float64Array(length),
    apparentChange: new Float64Array(length),
    changedBelow: new Uint32Array(length),
  };
  const names: Uint8Array[] = [];
  const otherPlaces: Uint8Array[] = [];
  rows.entry.forEach((entry, row) => {
    const node = comparison.nodeAfter(entry);
    const shown = node < 0 ? before : after;
    const shownNode = node < 0 ? comparison.nodeBefore(entry) : node;
    const directory = shown.directoryOf(shownNode);
    rows.isThere[row] = node < 0 ? 0 : 1;
    rows.kind[row] = changes.kind(entry);
    rows.flags[row] = tileFlags(shown.tree, shownNode, directory);
    if (comparison.directoryOf(entry) >= 0) rows.flags[row]! |= TileFlag.directory;
    rows.mode[row] = comparison.mode(entry);
    rows.allocated[row] = node < 0 ? 0 : sizes.allocated(node, directory);
    rows.apparent[row] = node < 0 ? 0 : sizes.apparent(node, directory);
    const bytesOf = (measure: 'allocated' | 'apparent') =>
      ofItself ? changes.growth(entry, measure) : changes.change(entry, measure);
    rows.allocatedChange[row] = bytesOf('allocated');
    rows.apparentChange[row] = bytesOf('apparent');
    rows.changedBelow[row] = orders.changedBelow(entry);
    names.push(hasPaths ? comparison.path(entry) : comparison.name(entry));
    const other = comparison.otherPlace(entry);
    otherPlaces.push(other < 0 ? new Uint8Array() : comparison.path(other));
  });
  return { ...rows, names: joinPaths(names), otherPlaces: joinPaths(otherPlaces) };
}
