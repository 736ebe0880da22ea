/**
 * Random changes to a real tree, and after each few of them a rescan that is held against a fresh scan. The tree is
 * rescanned again and again: thousands of times where HECTARE_RESCAN_ROUNDS says so.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RandomChanges, seededRandom } from '../../test/support/random-changes.js';
import { believing, later, rescanFolder, scanFolder } from '../../test/support/rescans.js';
import { contentsAndTimesOf, directoryAt } from '../../test/support/tree-contents.js';

const rounds = Number(process.env.HECTARE_RESCAN_ROUNDS ?? 60);
const seed = Number(process.env.HECTARE_RESCAN_SEED ?? 1);

/** Longer than a step of the clock by which the kernel stamps changes. */
const aTick = 20;
const timeout = 30_000 + rounds * 1000;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hectare-rescans-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const backends = ['statx', 'fstatat', 'node'] as const;

test(
  'an exact rescan right after changes is a fresh scan',
  async () => {
    const random = seededRandom(seed);
    const changes = new RandomChanges(root, random);
    changes.make(30);
    let before = await scanFolder({ root });
    for (let round = 0; round < rounds; round++) {
      const rules = { root, backend: backends[random(3)], scanners: 1 + random(3) };
      changes.make(1 + random(6));
      before = await rescanFolder(rules, before);
      const fresh = await scanFolder(rules);
      expect(contentsAndTimesOf(before.tree), changes.done.slice(-8).join('\n')).toEqual(
        contentsAndTimesOf(fresh.tree),
      );
    }
  },
  timeout,
);

test(
  'an exact rescan is a fresh scan, where only times tell what has changed',
  async () => {
    const random = seededRandom(seed + 1);
    const changes = new RandomChanges(root, random);
    changes.make(30);
    let before = await scanFolder({ root });
    for (let round = 0; round < rounds; round++) {
      const rules = { root, backend: backends[random(3)], scanners: 1 + random(3) };
      await setTimeout(aTick);
      changes.make(1 + random(6));
      before = await rescanFolder(rules, believing(before), later());
      const fresh = await scanFolder(rules);
      expect(contentsAndTimesOf(before.tree), changes.done.slice(-8).join('\n')).toEqual(
        contentsAndTimesOf(fresh.tree),
      );
    }
  },
  timeout,
);

test(
  'a rescan of a folder finds all that has changed below it',
  async () => {
    const random = seededRandom(seed + 2);
    new RandomChanges(root, random).make(20);
    mkdirSync(join(root, 'holder/part'), { recursive: true });
    const changes = new RandomChanges(join(root, 'holder/part'), random);
    changes.make(20);
    let before = await scanFolder({ root });
    for (let round = 0; round < rounds; round++) {
      await setTimeout(aTick);
      changes.make(1 + random(6));
      const directory = directoryAt(before.tree, 'holder/part');
      before = await rescanFolder({ root }, believing(before), { ...later(), directory });
      const fresh = await scanFolder({ root });
      expect(contentsAndTimesOf(before.tree), changes.done.slice(-8).join('\n')).toEqual(
        contentsAndTimesOf(fresh.tree),
      );
    }
  },
  timeout,
);
