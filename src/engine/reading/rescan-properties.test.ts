/**
 * Random changes to a real tree, and after each few of them a rescan that is held against a fresh scan. The tree is
 * rescanned again and again: thousands of times where HECTARE_RESCAN_ROUNDS says so.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  later,
  rescanFolder,
  scanFolder,
  withReliableStamps,
} from '../../../test/support/scanners/rescans.js';
import { RandomChanges, seededRandom } from '../../../test/support/trees/random-changes.js';
import {
  addUpAgain,
  contentsAndTimesOf,
  directoryAt,
  entriesBesides,
  inodesOf,
  pathsInOrder,
  pathsWithFlag,
  totalsByPath,
  walkTree,
} from '../../../test/support/trees/tree-contents.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { isDirectory } from '../../core/tree/mode.js';
import type { Tree } from '../../core/tree/tree.js';
import { quickChoice } from '../../core/update/quick-choice.js';

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
      before = await rescanFolder(rules, withReliableStamps(before), later());
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
      before = await rescanFolder({ root }, withReliableStamps(before), { ...later(), directory });
      const fresh = await scanFolder({ root });
      expect(contentsAndTimesOf(before.tree), changes.done.slice(-8).join('\n')).toEqual(
        contentsAndTimesOf(fresh.tree),
      );
    }
  },
  timeout,
);

test(
  'a quick rescan differs from a fresh scan only in what it trusted, and an exact one in nothing again',
  async () => {
    const random = seededRandom(seed + 3);
    const changes = new RandomChanges(root, random);
    changes.make(30);
    let trustedInAll = 0;
    let before = await scanFolder({ root });
    for (let round = 0; round < rounds; round++) {
      await setTimeout(aTick);
      changes.make(1 + random(6));
      const isWanted = quickChoice(before.tree.nodes, { largeBytes: 10_000, recentDays: 1 }, 3e9);
      const { tree } = await rescanFolder({ root }, withReliableStamps(before), { ...later(), isWanted });
      const fresh = await scanFolder({ root });
      const text = changes.done.slice(-8).join('\n');
      const trusted = pathsWithFlag(tree, NodeFlag.trusted);
      trustedInAll += trusted.length;
      expect(pathsInOrder(tree), text).toEqual(pathsInOrder(fresh.tree));
      expect(entriesBesides(tree, trusted), text).toEqual(entriesBesides(fresh.tree, trusted));
      expect(totalsByPath(tree), text).toEqual(totalsByPath(addUpAgain(tree)));
      expect(linkCountsOf(tree), text).toEqual(linkCountsOf(fresh.tree));
      before = await rescanFolder({ root }, withReliableStamps(before), later());
      expect(contentsAndTimesOf(before.tree), text).toEqual(contentsAndTimesOf(fresh.tree));
    }
    expect(trustedInAll).toBeGreaterThan(rounds);
  },
  timeout,
);

/** What no quick rescan may be wrong about, since links come and go with names: how many each inode has, and where. */
const linkCountsOf = (tree: Tree) => ({
  inodes: new Map(
    [...inodesOf(tree)].map(([inode, names]) => [inode, names.map(({ path, links }) => `${path} ${links}`)]),
  ),
  files: tree.hardLinks.files,
  paths: tree.hardLinks.paths,
});

/** A folder below the root, or, where there is none, the root. */
function anyFolder(tree: Tree, random: (below: number) => number): string {
  const folders = walkTree(tree).filter(([path, node]) => path !== '' && isDirectory(tree.nodes.mode(node)));
  return folders[random(folders.length || 1)]?.[0] ?? '';
}

test(
  'a rescan of a folder is right about every inode that it came upon, wherever its names are',
  async () => {
    const random = seededRandom(seed + 4);
    const changes = new RandomChanges(root, random);
    changes.make(40);
    let before = await scanFolder({ root });
    let elsewhere = 0;
    for (let round = 0; round < rounds; round++) {
      const folder = anyFolder(before.tree, random);
      const directory = directoryAt(before.tree, folder);
      await setTimeout(aTick);
      changes.make(1 + random(8));
      const { tree } = await rescanFolder({ root }, withReliableStamps(before), { ...later(), directory });
      const fresh = await scanFolder({ root });
      const text = changes.done.slice(-8).join('\n');
      const truth = inodesOf(fresh.tree);
      for (const [inode, names] of inodesOf(tree)) {
        const isInside = ({ path }: { path: string }) => folder === '' || path.startsWith(`${folder}/`);
        const inside = names.filter(isInside);
        if (inside.length === 0) continue;
        const { links, bytes } = truth.get(inode)![0]!;
        expect(inside, text).toEqual(truth.get(inode)!.filter(isInside));
        expect(names, text).toEqual(names.map(({ path }) => ({ path, links, bytes })));
        // One of several names may have moved outside of the folder, which nothing inside tells.
        expect(names.length, text).toBeLessThanOrEqual(links);
        elsewhere += names.length - inside.length;
      }
      expect(totalsByPath(tree), text).toEqual(totalsByPath(addUpAgain(tree)));
      before = await rescanFolder({ root }, withReliableStamps(before), later());
      expect(contentsAndTimesOf(before.tree), text).toEqual(contentsAndTimesOf(fresh.tree));
    }
    expect(elsewhere).toBeGreaterThan(0);
  },
  timeout,
);
