import type { FindOptions, FoundEntry } from '../oracles/find.js';
import { type CommandOptions, runCommand } from './command.js';
import { parseCsv } from './csv.js';

/** A row of `hectare list` in any format, with the bytes of its path as latin1. */
export interface ListRow {
  path: string;
  type: string;
  apparentBytes: string;
  allocatedBytes: string;
  mtime: string;
  mode: string;
  uid: string;
  gid: string;
  links: string;
  inode: string;
  depth: string;
  device: string;
  state: string;
  totalApparentBytes: string;
  totalAllocatedBytes: string;
  totalFiles: string;
}

/** Columns of which find tells nothing. */
type OwnColumn = 'device' | 'state' | 'totalApparentBytes' | 'totalAllocatedBytes' | 'totalFiles';
export type FoundRow = Omit<ListRow, OwnColumn>;

const columns: Record<keyof ListRow, string> = {
  path: 'path',
  type: 'type',
  apparentBytes: 'apparent_bytes',
  allocatedBytes: 'allocated_bytes',
  mtime: 'mtime',
  mode: 'mode',
  uid: 'uid',
  gid: 'gid',
  links: 'links',
  inode: 'inode',
  depth: 'depth',
  device: 'device',
  state: 'state',
  totalApparentBytes: 'total_apparent_bytes',
  totalAllocatedBytes: 'total_allocated_bytes',
  totalFiles: 'total_files',
};

/** Parses the CSV of `hectare list`, which must have the documented header. */
export function parseListCsv(output: Buffer): ListRow[] {
  const [header = [], ...rows] = parseCsv(output.toString('latin1'));
  const expected = Object.values(columns);
  if (header.join() !== expected.join()) throw new Error(`unexpected header: ${header.join()}`);
  return rows.map((fields) => {
    if (fields.length !== expected.length)
      throw new Error(`${fields.length} fields in ${JSON.stringify(fields)}`);
    return Object.fromEntries(
      Object.keys(columns).map((column, at) => [column, fields[at]]),
    ) as unknown as ListRow;
  });
}

/** Makes the row that `hectare list` must print for an entry of find. */
export function rowOf(entry: FoundEntry): FoundRow {
  return {
    path: entry.path.toString('latin1'),
    type: entry.type,
    apparentBytes: String(entry.length),
    allocatedBytes: String(entry.allocatedBytes),
    mtime: formatTime(entry.modified),
    mode: entry.mode,
    uid: entry.user,
    gid: entry.group,
    links: String(entry.links),
    inode: entry.inode,
    depth: String(entry.depth),
  };
}

/** Leaves of a row what find tells, too. */
export function foundColumns(row: ListRow): FoundRow {
  const { device, state, totalApparentBytes, totalAllocatedBytes, totalFiles, ...found } = row;
  return found;
}

/** Sorts entries by the bytes of their paths, the root first. */
export function sortByPath(entries: FoundEntry[]): FoundEntry[] {
  return entries.toSorted((one, other) => Buffer.compare(one.path, other.path));
}

/** Returns the paths below a root as `find` and `sort` print them, each followed by a NUL. */
export async function findSortedPaths(
  root: string,
  options: FindOptions & CommandOptions = {},
): Promise<Buffer> {
  const { through = [], followLinks, ...commandOptions } = options;
  const script = `find ${followLinks ? '-L' : '-P'} "$1" -xdev -printf '%P\\0' 2>/dev/null | sort -z`;
  return (await runCommand([...through, 'sh', '-c', script, 'sh', root], commandOptions)).stdout;
}

/** Formats ISO 8601 with nanoseconds; years of more than four digits carry a sign, as in JavaScript. */
function formatTime(nanoseconds: bigint): string {
  const fraction = ((nanoseconds % billion) + billion) % billion;
  const seconds = Number((nanoseconds - fraction) / billion);
  const date = new Date(seconds * 1000).toISOString();
  return date.replace('000Z', `${String(fraction).padStart(9, '0')}Z`);
}

const billion = 1_000_000_000n;
