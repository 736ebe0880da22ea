/** Rows of entries, as the engine lists them. */
import { TileFlag } from '../../contract/entries.js';
import type { Order, Rows } from '../../contract/lists.js';
import { isDirectory } from '../../core/tree/mode.js';
import type { EngineClient } from '../host/engine-client.js';
import { splitNames } from '../text/display-name.js';
import type { RowLoader } from './row-source.js';

export interface EntryRow {
  readonly node: number;
  readonly name: string;
  readonly flags: number;
  readonly isFolder: boolean;
  readonly allocated: number;
  readonly apparent: number;
  readonly files: number;
  readonly modified: number;
}

export const entryLoader = (client: EngineClient, order: Order): RowLoader<EntryRow> => ({
  load: async (node, offset, limit) => {
    const rows = await client.request('children', { node, offset, limit, ...order });
    return { total: rows.total, rows: readRows(rows), folder: rows.folder };
  },
  place: (node) => client.request('place', { node, ...order }),
});

export function readRows(rows: Rows): EntryRow[] {
  const names = splitNames(rows.names);
  return names.map((name, index) => ({
    node: rows.node[index]!,
    name,
    flags: rows.flags[index]!,
    isFolder: isDirectory(rows.mode[index]!) || (rows.flags[index]! & TileFlag.directory) !== 0,
    allocated: rows.allocated[index]!,
    apparent: rows.apparent[index]!,
    files: rows.files[index]!,
    modified: rows.modified[index]!,
  }));
}
