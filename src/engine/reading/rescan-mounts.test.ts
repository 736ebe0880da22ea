/** Rescans of a tree in which mounts come and go, in a namespace of the test's own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindMount, enterOwnMounts, mountTmpfs, unmount } from '../../../test/support/readers/own-mounts.js';
import {
  later,
  type RescanRules,
  rescanFolder,
  scanFolder,
  withReliableStamps,
} from '../../../test/support/scanners/rescans.js';
import { RandomChanges, seededRandom } from '../../../test/support/trees/random-changes.js';
import { contentsAndTimesOf } from '../../../test/support/trees/tree-contents.js';

const canMount = enterOwnMounts();
const needs = canMount ? '' : ' (skipped: needs root, and mounts of its own)';
const aTick = 20;

let root: string;
let mounted: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hectare-mounts-'));
  mounted = [];
  for (const path of ['a/b/c', 'point/below', 'other']) mkdirSync(join(root, path), { recursive: true });
  for (const path of ['a/b/c/1', 'point/2', 'point/below/3', 'other/4'])
    writeFileSync(join(root, path), path);
});
afterEach(() => {
  for (const path of mounted.reverse()) unmount(path);
  rmSync(root, { recursive: true, force: true });
});

/** @param from undefined for an empty file system. */
function mount(path: string, from?: string): void {
  const to = join(root, path);
  if (from === undefined ? mountTmpfs(to) : bindMount(join(root, from), to)) mounted.push(to);
}

async function expectFresh(rules: RescanRules, change: () => void): Promise<void> {
  const before = await scanFolder(rules);
  await setTimeout(aTick);
  change();
  const after = await rescanFolder(rules, withReliableStamps(before), later());
  expect(contentsAndTimesOf(after.tree)).toEqual(contentsAndTimesOf((await scanFolder(rules)).tree));
}

const rulesOf: [title: string, rules: Omit<RescanRules, 'root'>][] = (
  ['statx', 'fstatat', 'node'] as const
).flatMap((backend): [string, Omit<RescanRules, 'root'>][] => [
  [backend, { backend }],
  [`${backend}, across mounts`, { backend, crossMounts: true }],
]);

describe.skipIf(!canMount).each(rulesOf)(`a rescan by %s finds${needs}`, (_, rules) => {
  test('a file system that was mounted', () => expectFresh({ root, ...rules }, () => mount('point')));

  test('one that was unmounted', async () => {
    mount('point');
    writeFileSync(join(root, 'point/inside'), 'x');
    await expectFresh({ root, ...rules }, () => unmount(mounted.pop()!));
  });

  test('a folder that was mounted elsewhere, and unmounted', async () => {
    await expectFresh({ root, ...rules }, () => mount('point', 'a'));
    await expectFresh({ root, ...rules }, () => unmount(mounted.pop()!));
  });

  test('a folder that was mounted within itself, and on itself', async () => {
    await expectFresh({ root, ...rules }, () => mount('a/b/c', 'a/b'));
    await expectFresh({ root, ...rules }, () => mount('other', 'other'));
  });

  test('a file that was mounted on another', () =>
    expectFresh({ root, ...rules }, () => mount('point/2', 'a/b/c/1')));

  test('another file system in place of one', async () => {
    mount('point');
    mkdirSync(join(root, 'point/d'));
    writeFileSync(join(root, 'point/d/inside'), 'x');
    await expectFresh({ root, ...rules }, () => {
      unmount(mounted.pop()!);
      mount('point');
      mkdirSync(join(root, 'point/d'));
      writeFileSync(join(root, 'point/d/other'), 'y');
    });
  });
});

test.skipIf(!canMount)(
  `changes and mounts at random are found${needs}`,
  async () => {
    const random = seededRandom(9);
    const changes = new RandomChanges(join(root, 'a'), random);
    const rules = { root, crossMounts: false };
    let before = await scanFolder(rules);
    for (let round = 0; round < 40; round++) {
      await setTimeout(aTick);
      changes.make(2);
      if (mounted.length > 0 && random(2) === 0) unmount(mounted.pop()!);
      else if (mounted.length < 3)
        mount(['point', 'other', 'point/below'][random(3)]!, [undefined, 'a'][random(2)]);
      before = await rescanFolder(rules, withReliableStamps(before), later());
      expect(contentsAndTimesOf(before.tree)).toEqual(contentsAndTimesOf((await scanFolder(rules)).tree));
    }
  },
  60_000,
);
