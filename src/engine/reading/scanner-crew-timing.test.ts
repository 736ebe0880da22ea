import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { WatchedReaders } from '../../../test/support/readers/watched-readers.js';
import { delayingPort } from '../../../test/support/scanners/delaying-port.js';
import { settle } from '../../../test/support/scanners/fake-scanners.js';
import { InProcessScanners, startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { provideSlowClock } from '../../../test/support/scanners/slow-clock.js';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { type ModelEntry, modelPath, modelTree } from '../../../test/support/trees/model-tree.js';
import { bushyModel, modelOf, wideModel } from '../../../test/support/trees/small-models.js';
import { contentsOf, pathsInOrder, totalsByPath } from '../../../test/support/trees/tree-contents.js';

const noReader = () => {
  throw new Error('not needed');
};

describe('whenever messages arrive,', () => {
  provideSlowClock();

  const delays = fc.infiniteStream(fc.nat(6));

  /** That each directory was read once and each name looked at once. */
  async function expectOnce(
    entries: readonly ModelEntry[],
    scanners: number,
    nextDelay: () => number,
    maxRows?: number,
  ): Promise<WatchedReaders> {
    const watched = new WatchedReaders(entries, maxRows);
    const { spawn } = new InProcessScanners(watched.make);
    const delayed = () => delayingPort(spawn(), nextDelay);
    const { tree, complete } = await startScan(noReader, scanners, { spawn: delayed }).finished();
    expect(complete).toBe(true);
    expect(contentsOf(tree)).toEqual(contentsOf(buildTree(entries)));
    const paths = entries.map((_, index) => modelPath(entries, index).toString('latin1'));
    const isFolder = (path: string) => (entries[paths.indexOf(path)]!.mode & 0xf000) === 0x4000;
    expect(watched.looked.flat().sort()).toEqual(paths.slice(1).sort());
    expect(watched.read.flat().sort()).toEqual(paths.filter(isFolder).sort());
    expect(watched.readers.map(({ openCount }) => openCount)).toEqual(watched.readers.map(() => 0));
    return watched;
  }

  test('every directory is read once and every name looked at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        modelTree,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        delays,
        async (entries, scanners, maxRows, stream) => {
          await expectOnce(entries, scanners, () => stream.next().value ?? 0, maxRows);
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);

  test('a bushy tree is shared, and every directory is read once', async () => {
    let turn = 0;
    const { read } = await expectOnce(bushyModel(300, 3), 4, () => (turn++ * 7) % 5);
    expect(read.filter(({ length }) => length > 0).length).toBe(4);
  });

  test('the names of a huge directory are shared, and every name is looked at once', async () => {
    const entries = wideModel(20_000);
    let turn = 0;
    const watched = new WatchedReaders(entries, 500);
    const { spawn } = new InProcessScanners(watched.make);
    const delayed = () => delayingPort(spawn(), () => (turn++ * 7) % 5);
    const { tree } = await startScan(noReader, 3, { spawn: delayed }).finished();
    expect(totalsByPath(tree)).toEqual(totalsByPath(buildTree(entries)));
    expect(watched.looked.filter(({ length }) => length > 0).length).toBe(3);
    const looked = watched.looked.flat();
    expect([looked.length, new Set(looked).size]).toEqual([20_000, 20_000]);
    expect(watched.read.flat()).toEqual(['']);
  });

  test('a crew that grows in the middle of a scan reads every directory once', async () => {
    const entries = bushyModel(400, 4);
    const watched = new WatchedReaders(entries, 50);
    const crew = new InProcessScanners(watched.make);
    const scan = startScan(noReader, 1, { spawn: crew.spawn, scanners: { start: 1, max: 4 } });
    while (scan.tree.nodes.count < 100) await settle(1);
    crew.ports[0]!.post(['load', { busy: 50, waited: 50 }]);
    const { tree, scanners } = await scan.finished();
    expect(scanners).toBeGreaterThan(1);
    expect(scanners).toBeLessThanOrEqual(4);
    expect(contentsOf(tree)).toEqual(contentsOf(buildTree(entries)));
    expect(watched.read.filter(({ length }) => length > 0).length).toBeGreaterThan(1);
    const read = watched.read.flat();
    expect([read.length, new Set(read).size]).toEqual([401, 401]);
  });
});

test('the smallest of trees needs no more than one scanner that is ready', async () => {
  const { tree } = await startScan(syntheticReaders(modelOf({})), 8).finished();
  expect(pathsInOrder(tree)).toEqual(['']);
});
