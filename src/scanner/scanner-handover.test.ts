/** What a scanner must not give away, and what it must check of what was given to it. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EntryRows } from '../../native/entry-rows.js';
import { SyntheticReader, syntheticReaders } from '../../test/support/readers/synthetic-reader.js';
import { DrivenScanner } from '../../test/support/scanners/driven-scanner.js';
import { buildTree } from '../../test/support/trees/build-tree.js';
import { type ModelEntry, rootEntry } from '../../test/support/trees/model-tree.js';
import { entryOf, modelOf } from '../../test/support/trees/small-models.js';
import { failuresByPath, pathsInOrder, totalsByPath } from '../../test/support/trees/tree-contents.js';
import { resolve } from '../core/tree/tree.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A clock by which every step takes long: messages get through after each. */
function slowClock(): void {
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 10;
    return time;
  });
}

async function start(entries: readonly ModelEntry[]): Promise<DrivenScanner> {
  const scanner = new DrivenScanner(syntheticReaders(entries));
  await scanner.until(() => scanner.received.ready.length > 0);
  return scanner;
}

/** A huge directory that only the scanner itself has found. */
function hugeBelow(): readonly ModelEntry[] {
  const names = Array.from({ length: 6000 }, (_, index) => entryOf(`file-${index}`, 1, 'file', index + 2));
  return [rootEntry, entryOf('huge', 0, 'directory', 1), ...names];
}

test('when names of a directory are given away, the directory has been told before', async () => {
  const scanner = await start(hugeBelow());
  // A clock that stands still: nothing but the gift itself can make the scanner send what it has.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  scanner.channel.send('hungry', 2);
  const known: (number | undefined)[] = [];
  scanner.onMessage = (name) => {
    if (name !== 'giveNames') return;
    known.push(resolve(scanner.received.giveNames.at(-1)!.directory, scanner.numbers));
  };
  await scanner.read(0);
  expect(known).toEqual([1, 1]);
});

test('names are not given away where telling of the directory before would take a credit too many', async () => {
  const entries: ModelEntry[] = [rootEntry];
  const sizes = [6000, 1000, 4000, 4000, 4000, 4000, 4000, 4000, 4000, 4000];
  sizes.forEach((_, index) => void entries.push(entryOf(`d${index}`, 0, 'directory', index + 1)));
  sizes.forEach((size, index) => {
    for (let file = 0; file < size; file++) {
      entries.push(entryOf(`f${file}`, index + 1, 'file', entries.length));
    }
  });
  const scanner = await start(entries);
  scanner.acknowledges = false;
  // Read last, the huge one is in its middle when the last credit is spent, with names in the next batch already.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  scanner.channel.send('hungry', 1);
  scanner.sendDirectories(0);
  await scanner.idleTurns();
  expect([scanner.received.batch.length, scanner.received.giveNames.length]).toEqual([4, 0]);
});

test('a scanner with one directory left says nothing of giving it away', async () => {
  slowClock();
  const scanner = await start(modelOf({ a: { b: { c: { d: 'file' } } } }));
  scanner.channel.send('hungry', 5);
  expect(pathsInOrder(await scanner.read(0))).toEqual(['', 'a', 'a/b', 'a/b/c', 'a/b/c/d']);
  expect(scanner.received.giveDirectories).toEqual([]);
});

test('what is given away of three directories is the oldest, and the others are read', async () => {
  slowClock();
  const scanner = await start(modelOf({ a: { x: 'file' }, b: { y: 'file' }, c: { z: 'file' } }));
  scanner.channel.send('hungry', 1);
  await scanner.read(0);
  expect(scanner.received.giveDirectories.map((given) => Array.from(given))).toEqual([[0]]);
  expect(pathsInOrder(scanner.tree)).toEqual(['', 'a', 'b', 'b/y', 'c', 'c/z']);
});

describe('where the reader cannot keep links out, what stands at the place of a directory', () => {
  const model = modelOf({ a: { x: 'file' } });

  /** A reader by which one word of what is opened is another one than was enumerated. */
  function readers(change: (rows: EntryRows) => void) {
    return (options: { followLinks: boolean; crossMounts: boolean }) => {
      const reader = new SyntheticReader(model, options);
      const identify = reader.identify.bind(reader);
      let calls = 0;
      return {
        refused: [],
        reader: Object.assign(reader, {
          opensBeneath: false,
          identify: (handle: number, rows: EntryRows, row: number) => {
            identify(handle, rows, row);
            // The first call describes the root.
            if (calls++ > 0) change(rows);
            return 0;
          },
        }),
      };
    };
  }

  test.each<[title: string, change: (rows: EntryRows) => void]>([
    ['has another major number', (rows) => rows.deviceHigh.fill(9, 0, 1)],
    ['has another minor number', (rows) => rows.deviceLow.fill(9, 0, 1)],
    ['has another low word of its inode', (rows) => rows.inodeLow.fill(9, 0, 1)],
    ['has another high word of its inode', (rows) => rows.inodeHigh.fill(9, 0, 1)],
  ])('is not read where it %s', async (_, change) => {
    const scanner = new DrivenScanner(readers(change));
    await scanner.until(() => scanner.received.ready.length > 0);
    const tree = await scanner.read(0);
    expect(pathsInOrder(tree)).toEqual(['', 'a']);
    expect(failuresByPath(tree)).toEqual(['readdir 40 a']);
  });

  test('is read where all is the same', async () => {
    const scanner = new DrivenScanner(readers(() => undefined));
    await scanner.until(() => scanner.received.ready.length > 0);
    expect(totalsByPath(await scanner.read(0))).toEqual(totalsByPath(buildTree(model)));
  });
});
