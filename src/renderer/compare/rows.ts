/** Rows of changes between two scans, as the engine lists them. */
import { type ChangeKind, changeKindNames } from '../../contract/change-kind.js';
import type { ChangeOrder, ChangeRows } from '../../contract/comparison-protocol.js';
import { TileFlag } from '../../contract/entries.js';
import { isDirectory } from '../../core/tree/mode.js';
import type { EngineClient } from '../host/engine-client.js';
import type { RowLoader } from '../list/row-source.js';
import { splitNames } from '../text/display-name.js';

export interface ChangeRow {
  /** Number of the entry: its node, where it still exists. */
  readonly node: number;
  readonly name: string;
  readonly kind: keyof typeof ChangeKind;
  readonly flags: number;
  readonly isFolder: boolean;
  readonly isGone: boolean;
  readonly allocated: number;
  readonly apparent: number;
  readonly allocatedChange: number;
  readonly apparentChange: number;
  readonly changedBelow: number;
  /** Path that it moved from or to; empty where it did not move. */
  readonly otherPlace: string;
}

export const changeLoader = (client: EngineClient, order: ChangeOrder): RowLoader<ChangeRow> => ({
  load: async (entry, offset, limit) => {
    const rows = await client.request('changes', { entry, offset, limit, ...order });
    return { total: rows.total, rows: readChangeRows(rows) };
  },
});

export function readChangeRows(rows: ChangeRows): ChangeRow[] {
  const places = splitNames(rows.otherPlaces);
  return splitNames(rows.names).map((name, index) => ({
    node: rows.entry[index]!,
    name,
    kind: changeKindNames[rows.kind[index]!] ?? 'notComparable',
    flags: rows.flags[index]!,
    isFolder: isDirectory(rows.mode[index]!) || (rows.flags[index]! & TileFlag.directory) !== 0,
    isGone: rows.isThere[index] === 0,
    allocated: rows.allocated[index]!,
    apparent: rows.apparent[index]!,
    allocatedChange: rows.allocatedChange[index]!,
    apparentChange: rows.apparentChange[index]!,
    changedBelow: rows.changedBelow[index]!,
    otherPlace: places[index] ?? '',
  }));
}
