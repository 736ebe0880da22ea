/**
 * Rescans after random changes, as a page asks for them: what it is told afterwards is what a page is told that opens the
 * root anew, or, where not all was looked at, what was kept of it.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { allTold, numbersOf, quick, rescan } from '../../../test/support/hosts/told.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { RandomChanges, seededRandom } from '../../../test/support/trees/random-changes.js';
import { TileFlag } from '../../contract/entries.js';

let top: string;
let root: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'hectare-session-'));
  root = join(top, 'root');
  mkdirSync(root);
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const start = () => startSession(localScanners(), 2, join(top, 'snapshots'));

async function opened(): Promise<SessionClient> {
  const client = startSession(localScanners());
  await client.open(root);
  await client.finished();
  return client;
}

async function openedFromKept(): Promise<SessionClient> {
  const client = start();
  expect((await client.open(root, { fromSnapshot: true })).snapshot).not.toBeNull();
  await client.finished();
  return client;
}

/** The root, or a folder in it. */
async function anyFolder(client: SessionClient, random: (below: number) => number): Promise<number> {
  const order = { sort: 'name', descending: false } as const;
  const { node, flags } = await client.ask('children', { node: 0, ...order, offset: 0, limit: 100 });
  const folders = [0, ...node.filter((_, row) => (flags[row]! & TileFlag.directory) !== 0)];
  return folders[random(folders.length)]!;
}

test.each([1, 2, 3, 4])('after a rescan of all a page is told what there is: seed %i', async (seed) => {
  const random = seededRandom(seed);
  const changes = new RandomChanges(root, random);
  changes.make(40);
  const client = await opened();
  for (let round = 0; round < 4; round++) {
    await setTimeout(20);
    // What was shown is kept by the lists, and must not be shown again.
    await allTold(client);
    changes.make(6);
    const again = await rescan(client);
    const other = await opened();
    expect(numbersOf(again), changes.done.slice(-6).join('\n')).toEqual(numbersOf(await other.finished()));
    expect(await allTold(client), changes.done.slice(-6).join('\n')).toEqual(await allTold(other));
    await other.ask('close');
  }
  await client.ask('close');
});

test.each([5, 6, 7, 8])(
  'after rescans of parts, and quick ones, it is told what was kept: seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const changes = new RandomChanges(root, random);
    changes.make(40);
    const client = start();
    await client.open(root);
    await client.until(() => client.all('saved')[0]);
    for (let round = 1; round <= 5; round++) {
      await setTimeout(20);
      await allTold(client);
      changes.make(6);
      const rules = random(2) === 0 ? null : { ...quick, recentDays: 0 };
      const again = await rescan(client, await anyFolder(client, random), rules);
      await client.until(() => client.all('saved')[round]);
      const other = await openedFromKept();
      const did = changes.done.slice(-6).join('\n');
      expect(numbersOf(again), did).toEqual(numbersOf(await other.finished()));
      expect(await allTold(client), did).toEqual(await allTold(other));
      await other.ask('close');
    }
    await client.ask('close');
  },
);
