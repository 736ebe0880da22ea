/**
 * Changes while a rescan runs: what it makes of them depends on the moment, but what it misses the next one must see.
 * Nothing here counts as unchanged that would not in a real rescan.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rescanFolder, scanFolder, startRescan } from '../../../test/support/scanners/rescans.js';
import { RandomChanges, seededRandom } from '../../../test/support/trees/random-changes.js';
import { contentsAndTimesOf } from '../../../test/support/trees/tree-contents.js';

const rounds = Number(process.env.HECTARE_RESCAN_ROUNDS ?? 60);
const seed = Number(process.env.HECTARE_RESCAN_SEED ?? 1);

/** Longer than a step of the clock by which the kernel stamps changes. */
const aTick = 20;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hectare-races-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test(
  'what changes while a rescan runs is seen by the next one',
  async () => {
    const random = seededRandom(seed);
    const changes = new RandomChanges(root, random);
    changes.make(60);
    let before = await scanFolder({ root });
    for (let round = 0; round < rounds; round++) {
      const rules = { root, scanners: 1 + random(3) };
      if (random(2) === 0) await setTimeout(aTick);
      const rescan = startRescan(rules, before);
      let isRunning = true;
      const ended = rescan.finished().finally(() => {
        isRunning = false;
      });
      while (isRunning) {
        if (random(3) === 0) changes.make(1);
        await setImmediate();
      }
      before = await ended;
      if (random(2) === 0) await setTimeout(aTick);
      before = await rescanFolder(rules, before);
      const fresh = await scanFolder(rules);
      expect(contentsAndTimesOf(before.tree), changes.done.slice(-12).join('\n')).toEqual(
        contentsAndTimesOf(fresh.tree),
      );
    }
  },
  30_000 + rounds * 1000,
);
