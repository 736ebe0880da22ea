/** Rescans that do not come to their end, huge folders, and failures that come and go. */
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type Fault, FaultyReader } from '../../../test/support/readers/faulty-reader.js';
import { SyntheticReader } from '../../../test/support/readers/synthetic-reader.js';
import { settle } from '../../../test/support/scanners/fake-scanners.js';
import { InProcessScanners, startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { type ModelEntry, modes } from '../../../test/support/trees/model-tree.js';
import { bushyModel, entryOf, modelOf, wideModel } from '../../../test/support/trees/small-models.js';
import {
  addUpAgain,
  contentsOf,
  failuresByPath,
  totalsByPath,
} from '../../../test/support/trees/tree-contents.js';
import { DirectoryState } from '../../core/tree/directories.js';
import type { Tree } from '../../core/tree/tree.js';
import { Rescan, type RescanOptions } from './rescan.js';

interface Disk {
  entries: readonly ModelEntry[];
  faults: readonly Fault[];
}

const readersOf = (disk: Disk) => (options: ConstructorParameters<typeof SyntheticReader>[1]) => ({
  reader: new FaultyReader(new SyntheticReader(disk.entries, options, 500), disk.faults),
  refused: [],
});

const scan = (disk: Disk, scanners = 3) => startScan(readersOf(disk), scanners).finished();

/** All times in a model are 0: after a scan at `longAgo`, none of them is reliable, and all is read again. */
const longAgo = { before: { wall: 0 } };

/** By default they are old, and only what is stat'ed tells what has changed. */
function startRescan(disk: Disk, tree: Tree, scanners = 3, more: Partial<RescanOptions> = {}): Rescan {
  return new Rescan({
    root: Uint8Array.of(47),
    crossMounts: false,
    exclude: [],
    scanners: { start: scanners, max: scanners },
    spawn: new InProcessScanners(readersOf(disk)).spawn,
    tree,
    before: { wall: 1e12 },
    now: { wall: 1e12 + 1000 },
    ...more,
  });
}

const grown = (entries: readonly ModelEntry[]): ModelEntry[] =>
  entries.map((entry) => (entry.mode === modes.file ? { ...entry, blocks: entry.blocks + 8n } : entry));

describe.each([1, 3])('a rescan by %i scanners', (scanners) => {
  const entries = bushyModel(300, 60);

  async function interrupted(end: (rescan: Rescan, crew: InProcessScanners) => void) {
    const disk: Disk = { entries, faults: [] };
    const before = await scan(disk);
    disk.entries = grown(entries);
    const crew = new InProcessScanners(readersOf(disk));
    const rescan = startRescan(disk, before.tree, scanners, { spawn: crew.spawn });
    while (before.tree.revision < 2000) await settle(1);
    end(rescan, crew);
    const result = await rescan.finished();
    expect(totalsByPath(result.tree)).toEqual(totalsByPath(addUpAgain(result.tree)));
    await settle(50);
    const after = await startRescan(disk, result.tree, scanners).finished();
    expect(contentsOf(after.tree)).toEqual(contentsOf((await scan(disk)).tree));
    return result;
  }

  test('that is cancelled keeps what it found, and the next one finds the rest', async () => {
    const { complete, began, crash } = await interrupted((rescan) => rescan.cancel());
    expect([complete, crash]).toEqual([false, undefined]);
    // What was not looked at has the age of the scan before.
    expect(began).toEqual({ wall: 1e12 });
  });

  test('of which a scanner crashes does, too, and says why it ended', async () => {
    const { complete, crash } = await interrupted((_, crew) => crew.ports[0]!.close('out of memory'));
    expect([complete, crash]).toEqual([false, 'out of memory']);
  });

  test('that is cancelled before a scanner is ready has changed nothing', async () => {
    const disk: Disk = { entries, faults: [] };
    const { tree } = await scan(disk);
    const rescan = startRescan(disk, tree, scanners);
    rescan.cancel();
    expect((await rescan.finished()).complete).toBe(false);
    expect([tree.revision, contentsOf(tree)]).toEqual([0, contentsOf((await scan(disk)).tree)]);
  });

  test('reads a huge folder again, with names that came and went', async () => {
    const disk: Disk = { entries: wideModel(30_000), faults: [] };
    const before = await scan(disk);
    disk.entries = [
      ...wideModel(30_000).filter((_, index) => index === 0 || index % 7 !== 0),
      ...Array.from({ length: 5000 }, (_, index) => entryOf(`new-${index}`, 0, 'file', 100_000 + index)),
    ];
    const after = await startRescan(disk, before.tree, scanners, longAgo).finished();
    expect(contentsOf(after.tree)).toEqual(contentsOf((await scan(disk)).tree));
  });
});

test('of a part is not complete as long as a scan that was ended early has left something unread elsewhere', async () => {
  const disk: Disk = { entries: bushyModel(300, 60), faults: [] };
  const first = startScan(readersOf(disk), 1);
  while (first.tree.directories.count < 40) await settle(1);
  first.cancel();
  const { tree, complete } = await first.finished();
  const directory = Array.from({ length: tree.directories.count }, (_, each) => each).findLast(
    (each) => tree.directories.state.get(each) === DirectoryState.complete,
  )!;
  const part = await startRescan(disk, tree, 1, { ...longAgo, directory }).finished();
  const all = await startRescan(disk, tree, 1, longAgo).finished();
  const partAgain = await startRescan(disk, tree, 1, { ...longAgo, directory }).finished();
  expect([directory > 0, complete, part.complete, all.complete, partAgain.complete]).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
});

test.each([
  ['as it is known', {}],
  ['again', longAgo],
])(
  'a chain of many folders is read %s',
  async (_, more) => {
    const depth = 1200;
    const chain = Array.from({ length: depth }, (_, level) => [
      entryOf('folder', Math.max(0, 2 * level - 1), 'directory', 2 * level + 1),
      entryOf('file', 2 * level + 1, 'file', 2 * level + 2),
    ]).flat();
    const disk: Disk = { entries: [modelOf({})[0]!, ...chain], faults: [] };
    const before = await scan(disk);
    expect(before.tree.directories.count).toBe(depth + 1);
    disk.entries = grown(disk.entries);
    const { tree } = await startRescan(disk, before.tree, 2, more).finished();
    const { totals } = tree.directories;
    expect(totals.allocatedBytes(0)).toBe((await scan(disk)).tree.directories.totals.allocatedBytes(0));
  },
  60_000,
);

describe('failures', () => {
  const entries = modelOf({ a: { b: { f: 'file' }, g: 'file', h: 'file' }, c: { d: 'file' }, e: {} });
  const { EACCES, EIO } = constants.errno;
  const faulty: [title: string, faults: readonly Fault[]][] = [
    ['none', []],
    ['a folder that cannot be opened', [{ operation: 'open', path: 'a', errno: EACCES }]],
    ['another errno', [{ operation: 'open', path: 'a', errno: EIO }]],
    ['a name that cannot be looked at', [{ operation: 'stat', path: 'a/g', errno: EACCES }]],
    ['a folder of that kind', [{ operation: 'stat', path: 'a/b', errno: EACCES }]],
    [
      'a folder that cannot be read to its end',
      [{ operation: 'enumerate', path: 'c', errno: EIO, after: 1 }],
    ],
    ['an empty folder', [{ operation: 'enumerate', path: 'e', errno: EIO }]],
  ];
  const pairs = faulty.flatMap(([before, first]) =>
    faulty.map(([after, second]) => [before, after, first, second] as const),
  );

  test.each(pairs)('%s, then %s', async (_before, _after, first, second) => {
    const disk: Disk = { entries, faults: first };
    const before = await scan(disk);
    disk.faults = second;
    const after = await startRescan(disk, before.tree, 2, longAgo).finished();
    const fresh = await scan(disk);
    expect(contentsOf(after.tree)).toEqual(contentsOf(fresh.tree));
    expect(failuresByPath(after.tree)).toEqual(failuresByPath(fresh.tree));
  });

  test('are found where only names are looked at', async () => {
    const disk: Disk = { entries, faults: [] };
    const before = await scan(disk);
    disk.faults = [{ operation: 'open', path: 'a', errno: EACCES }];
    const after = await startRescan(disk, before.tree).finished();
    expect(failuresByPath(after.tree)).toEqual([`readdir ${EACCES} a`]);
    disk.faults = [];
    const mended = await startRescan(disk, before.tree).finished();
    expect(contentsOf(mended.tree)).toEqual(contentsOf((await scan(disk)).tree));
  });
});

test('times are told from the start of the last rescan of all, whatever folders were rescanned since', async () => {
  const disk: Disk = { entries: bushyModel(3, 3), faults: [] };
  const { tree } = await scan(disk);
  const ofFolder = await startRescan(disk, tree, 1, { directory: 1 }).finished();
  expect(ofFolder.began).toEqual({ wall: 1e12 });
  const ofAll = await startRescan(disk, tree, 1).finished();
  expect(ofAll.began).toEqual({ wall: 1e12 + 1000 });
});
