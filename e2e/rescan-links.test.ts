/** Names of inodes that come and go between a snapshot and a rescan which does not look at everything. */
import { linkSync, lutimesSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { runHectare } from '../test/programs/hectare.js';
import { scanWhole } from '../test/programs/scan-output.js';

const fixture = provideEmptyFixture();
let root: string;
let kept: string;

beforeEach(() => {
  for (const name of ['root', 'kept']) rmSync(join(fixture.top, name), { recursive: true, force: true });
  root = makeFolder(fixture.top, 'root');
  kept = join(fixture.top, 'kept');
  makeFile(makeFolder(root, 'a'), 'f', 3_000_000);
  makeFolder(root, 'b');
});

const at = (path: string) => join(root, path);
const link = (from: string, to: string) => () => linkSync(at(from), at(to));
const remove = (path: string) => () => rmSync(at(path));

/** What a scan counts. */
async function countedBy(...words: string[]): Promise<object> {
  const { files, directories, apparentBytes, allocatedBytes, hardLinks } = await scanWhole([root, ...words]);
  return { files, directories, apparentBytes, allocatedBytes, hardLinks };
}

async function countedInSnapshot(): Promise<bigint> {
  const list = await runHectare(['snapshots', 'list', '--json', '--snapshots', kept]);
  const { id } = JSON.parse(list.stdout.toString().split('\n')[0]!);
  const shown = await runHectare(['snapshots', 'show', '--json', id, '--snapshots', kept]);
  return BigInt(JSON.parse(shown.stdout.toString()).allocatedBytes);
}

const quick = ['--quick'];
const onlyB = ['--rescan', '--only', 'b'];
const one = link('a/f', 'b/g');

describe.each<[title: string, before: (() => void)[], after: (() => void)[], rescans: string[][]]>([
  ['a name that came', [], [one], [quick, onlyB]],
  ['two names that came', [], [one, link('a/f', 'b/h')], [quick, onlyB]],
  ['a name that went', [one], [remove('b/g')], [quick, onlyB]],
  ['the first name that went', [one], [remove('a/f')], [quick, onlyB]],
  ['one of three that went', [one, link('a/f', 'b/h')], [remove('b/h')], [quick, onlyB]],
  ['a name that went and one that came', [one], [remove('b/g'), link('a/f', 'b/h')], [quick, onlyB]],
  ['all names that went', [one], [remove('b/g'), remove('a/f')], [quick, onlyB]],
  ['the only name that moved', [], [() => renameSync(at('a/f'), at('b/g'))], [quick, onlyB]],
  ['a folder that moved', [], [() => renameSync(at('a'), at('b/a'))], [quick, onlyB]],
])('%s', (_, before, after, rescans) => {
  test.each(rescans.map((words) => [words.join(' '), words] as const))(
    'is counted by %s as by a scan, and saved so',
    async (_title, words) => {
      for (const change of before) change();
      // Long ago, so that a quick rescan trusts the file.
      for (const path of ['a/f', 'a', 'b', '']) lutimesSync(at(path), 1.577e9, 1.577e9);
      await scanWhole([root, '--save', '--snapshots', kept]);
      // Longer than a step of the clock by which the kernel stamps changes.
      await setTimeout(20);
      for (const change of after) change();
      const rescanned = await countedBy(...words, '--snapshots', kept);
      const fresh = await countedBy();
      expect(rescanned).toEqual(fresh);
      expect(await countedInSnapshot()).toBe((fresh as { allocatedBytes: bigint }).allocatedBytes);
    },
  );
});

test('the numbers of the report: one inode at two names, of 733 blocks', async () => {
  lutimesSync(at('a/f'), 1.577e9, 1.577e9);
  await scanWhole([root, '--save', '--snapshots', kept]);
  await setTimeout(20);
  one();
  const { apparentBytes, hardLinks } = await scanWhole([root, '--quick', '--snapshots', kept]);
  expect(apparentBytes).toBe(3_000_000n);
  expect(hardLinks).toEqual({ files: 1, paths: 2, duplicateBytes: 3_002_368n });
});
