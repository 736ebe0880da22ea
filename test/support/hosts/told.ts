/** Answers and events about a root, as a page gets them. */
import { TileFlag } from '../../../src/contract/entries.js';
import type { Rows } from '../../../src/contract/lists.js';
import type { Finished, QuickRules } from '../../../src/contract/scans.js';
import type { SessionClient } from './session-client.js';

export const namesOf = ({ names }: Rows): string[] =>
  Buffer.from(names).toString('latin1').split('\0').slice(0, -1);

export const quick: QuickRules = { largeBytes: 100_000, recentDays: 1 };

export async function rescan(
  client: SessionClient,
  node = 0,
  rules: QuickRules | null = null,
): Promise<Finished> {
  const before = client.all('finished').length;
  await client.ask('rescan', { node, quick: rules });
  return client.until(() => client.all('finished')[before]);
}

/** Returns the rows of a list, without what depends on node numbers. */
const rowsOf = (rows: Rows) => ({ ...rows, node: undefined, names: namesOf(rows) });

/** Asks for everything that lists and panels show. */
export async function allTold(client: SessionClient): Promise<object> {
  const lists: Record<string, object> = {};
  const open: [path: string, node: number][] = [['', 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, node] = next;
    for (const sort of ['name', 'allocated', 'modified', 'files'] as const) {
      const rows = await client.ask('children', { node, sort, descending: true, offset: 0, limit: 1000 });
      lists[`${path} ${sort}`] = rowsOf(rows);
      if (sort !== 'name') continue;
      namesOf(rows).forEach((name, row) => {
        if ((rows.flags[row]! & TileFlag.directory) !== 0) open.push([`${path}/${name}`, rows.node[row]!]);
      });
    }
  }
  const frame = await client.frameOf({ filter: '-xyz' });
  return {
    lists,
    groups: [
      await client.ask('groups', { by: 'type' }),
      await client.ask('groups', { by: 'extension', limit: 5 }),
      await client.ask('groups', { by: 'age' }),
      await client.ask('groups', { by: 'owner' }),
    ],
    largest: rowsOf(await client.ask('largestFiles', { limit: 20 })),
    found: rowsOf(await client.ask('find', { text: '1', limit: 20 })),
    errors: (await client.ask('errors', { offset: 0, limit: 100 })).total,
    csv: Buffer.from(await client.exported(false)).toString('latin1'),
    filtered: Buffer.from(await client.exported(true)).toString('latin1'),
    bytes: frame.bytes[0],
  };
}

/** Returns `finished` without the times. */
export const numbersOf = ({ elapsedMilliseconds, entriesPerSecond, rescan: _, ...numbers }: Finished) =>
  numbers;
