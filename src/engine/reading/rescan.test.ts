import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  later,
  rescanFolder,
  scanFolder,
  withReliableStamps,
} from '../../../test/support/scanners/rescans.js';
import {
  addUpAgain,
  contentsAndTimesOf,
  directoryAt,
  pathsInOrder,
  totalsByPath,
} from '../../../test/support/trees/tree-contents.js';
import { RootError } from './reading.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hectare-rescan-'));
  mkdirSync(join(root, 'a/b/c'), { recursive: true });
  mkdirSync(join(root, 'd'));
  mkdirSync(join(root, 'empty'));
  for (const path of ['a/1', 'a/2', 'a/b/3', 'a/b/c/4', 'd/5', 'd/6', '7']) {
    writeFileSync(join(root, path), path.repeat(1000));
  }
  linkSync(join(root, 'a/1'), join(root, 'd/link'));
  symlinkSync('a', join(root, 'symlink'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const changes: [title: string, change: () => void][] = [
  ['nothing', () => undefined],
  ['a file that grew', () => writeFileSync(join(root, 'a/b/c/4'), 'x'.repeat(100_000))],
  ['a file that came', () => writeFileSync(join(root, 'a/b/new'), 'x')],
  ['a file that went', () => unlinkSync(join(root, 'a/b/3'))],
  [
    'a directory that came',
    () => {
      mkdirSync(join(root, 'a/new/deep'), { recursive: true });
      writeFileSync(join(root, 'a/new/deep/f'), 'x');
    },
  ],
  ['a directory that went', () => rmSync(join(root, 'a/b'), { recursive: true })],
  ['a directory that moved', () => renameSync(join(root, 'a/b'), join(root, 'd/b'))],
  [
    'directories that were swapped',
    () => {
      renameSync(join(root, 'a'), join(root, 'x'));
      renameSync(join(root, 'd'), join(root, 'a'));
      renameSync(join(root, 'x'), join(root, 'd'));
    },
  ],
  [
    'a file where a directory was',
    () => {
      rmSync(join(root, 'd'), { recursive: true });
      writeFileSync(join(root, 'd'), 'd');
    },
  ],
  [
    'a directory where a file was',
    () => {
      unlinkSync(join(root, '7'));
      mkdirSync(join(root, '7'));
      writeFileSync(join(root, '7/8'), 'd');
    },
  ],
  ['a link that came', () => linkSync(join(root, 'a/b/c/4'), join(root, '0'))],
  ['a link that went', () => unlinkSync(join(root, 'a/1'))],
  [
    'an empty root',
    () => {
      for (const name of ['a', 'd', 'empty', '7', 'symlink']) rmSync(join(root, name), { recursive: true });
    },
  ],
  [
    'a directory that was made anew',
    () => {
      rmdirSync(join(root, 'empty'));
      mkdirSync(join(root, 'empty'));
      writeFileSync(join(root, 'empty/f'), '');
    },
  ],
];

describe('a rescan of a folder', () => {
  const removals: [title: string, change: () => void][] = [
    ['is gone', () => rmSync(join(root, 'a/b/c'), { recursive: true })],
    ['is gone with those that held it', () => rmSync(join(root, 'a'), { recursive: true })],
    [
      'is a file now',
      () => {
        rmSync(join(root, 'a/b'), { recursive: true });
        writeFileSync(join(root, 'a/b'), '');
      },
    ],
    [
      'is below a link now',
      () => {
        renameSync(join(root, 'a/b'), join(root, 'd/b'));
        symlinkSync('../d/b', join(root, 'a/b'));
      },
    ],
  ];

  test.each(removals)('that %s finds out', async (_, change) => {
    const before = await scanFolder({ root });
    await setTimeout(20);
    change();
    const directory = directoryAt(before.tree, 'a/b/c');
    const after = await rescanFolder({ root }, withReliableStamps(before), { ...later(), directory });
    const fresh = await scanFolder({ root });
    expect(pathsInOrder(after.tree).filter((path) => path.startsWith('a/'))).toEqual(
      pathsInOrder(fresh.tree).filter((path) => path.startsWith('a/')),
    );
    expect(totalsByPath(after.tree)).toEqual(totalsByPath(addUpAgain(after.tree)));
    const whole = await rescanFolder({ root }, withReliableStamps(after), later());
    expect(contentsAndTimesOf(whole.tree)).toEqual(contentsAndTimesOf(fresh.tree));
  });
});

describe.each(['statx', 'fstatat', 'node'] as const)('an exact rescan by %s finds', (backend) => {
  test.each(changes)('%s', async (_, change) => {
    const before = await scanFolder({ root, backend });
    await setTimeout(20);
    change();
    const after = await rescanFolder({ root, backend }, before);
    const fresh = await scanFolder({ root, backend });
    expect(contentsAndTimesOf(after.tree)).toEqual(contentsAndTimesOf(fresh.tree));
  });

  test.each(changes)('%s, where all times are old', async (_, change) => {
    const before = await scanFolder({ root, backend });
    await setTimeout(20);
    change();
    const after = await rescanFolder({ root, backend }, withReliableStamps(before), later());
    const fresh = await scanFolder({ root, backend });
    expect(contentsAndTimesOf(after.tree)).toEqual(contentsAndTimesOf(fresh.tree));
  });

  test('refuses another folder at the path of the root', async () => {
    const before = await scanFolder({ root, backend });
    renameSync(root, `${root}-old`);
    mkdirSync(root);
    await expect(rescanFolder({ root, backend }, before)).rejects.toThrow(RootError);
    rmSync(`${root}-old`, { recursive: true });
  });
});
