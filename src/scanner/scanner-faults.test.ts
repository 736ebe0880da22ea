import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type Fault, FaultyReader } from '../../test/support/readers/faulty-reader.js';
import { SyntheticReader } from '../../test/support/readers/synthetic-reader.js';
import { DrivenScanner } from '../../test/support/scanners/driven-scanner.js';
import { buildTree } from '../../test/support/trees/build-tree.js';
import { type ModelEntry, modelPath } from '../../test/support/trees/model-tree.js';
import { modelOf } from '../../test/support/trees/small-models.js';
import {
  contentsOf,
  failuresByPath,
  pathsInOrder,
  pathsWithFlag,
  totalsByPath,
} from '../../test/support/trees/tree-contents.js';
import { NodeFlag } from '../contract/entry-batch.js';
import type { Tree } from '../core/tree/tree.js';

const { EMFILE, ENOMEM, EIO, ENOENT, EACCES } = constants.errno;
const errnos = Object.entries({ EMFILE, ENOMEM, EIO, ENOENT, EACCES });

const model = modelOf({
  a: { '1': 'file', '2': 'file', '3': 'file', '4': 'file', '5': 'file', sub: { z: 'file' } },
  b: { y: 'file' },
  f: 'file',
});
const paths = model.map((_, index) => modelPath(model, index).toString('latin1'));

async function scan(...faults: Fault[]): Promise<Tree> {
  const scanner = new DrivenScanner((options) => ({
    reader: new FaultyReader(new SyntheticReader(model, options, 2), faults),
    refused: [],
  }));
  await scanner.until(() => scanner.received.ready.length > 0);
  return scanner.read(0);
}

/** The model without some of its entries. */
function without(isGone: (path: string) => boolean): ModelEntry[] {
  const kept = model.flatMap((_, index) => (isGone(paths[index]!) ? [] : [index]));
  const renumbered = new Map(kept.map((old, index) => [old, index]));
  return kept.map((old) => ({ ...model[old]!, parent: renumbered.get(model[old]!.parent) ?? -1 }));
}

describe.each(errnos)('%s from a system call loses nothing but the entry concerned:', (_, errno) => {
  test('where a directory cannot be opened', async () => {
    const tree = await scan({ operation: 'open', path: 'a', errno });
    expect(failuresByPath(tree)).toEqual([`readdir ${errno} a`]);
    expect(pathsInOrder(tree)).toEqual(paths.filter((path) => !path.startsWith('a/')).sort());
    expect(totalsByPath(tree)).toEqual(totalsByPath(buildTree(without((path) => path.startsWith('a/')))));
  });

  test.each([
    ['at once', 0, 0],
    ['in the middle', 2, 4],
    ['where its end should be', 3, 6],
  ])('where a directory cannot be read, %s', async (_title, after, named) => {
    const tree = await scan({ operation: 'enumerate', path: 'a', errno, after });
    const lost = paths.filter((path) => /^a\/[^/]+$/.test(path)).slice(named);
    const isLost = (path: string) => lost.some((each) => path === each || path.startsWith(`${each}/`));
    expect(failuresByPath(tree)).toEqual([`readdir ${errno} a`]);
    expect(pathsInOrder(tree)).toEqual(paths.filter((path) => !isLost(path)).sort());
    expect(totalsByPath(tree)).toEqual(totalsByPath(buildTree(without(isLost))));
  });

  test('where the root cannot be read to its end', async () => {
    const tree = await scan({ operation: 'enumerate', path: '', errno, after: 1 });
    expect(failuresByPath(tree)).toEqual([`readdir ${errno} `]);
    expect(pathsInOrder(tree)).toEqual(paths.filter((path) => path !== 'f').sort());
  });

  test.each(['a/1', 'a/3', 'a/5', 'f'])('where %s cannot be looked at', async (path) => {
    const tree = await scan({ operation: 'stat', path, errno });
    expect(failuresByPath(tree)).toEqual([`stat ${errno} ${path}`]);
    expect(pathsInOrder(tree)).toEqual([...paths].sort());
    expect(pathsWithFlag(tree, NodeFlag.unreadable)).toEqual([path]);
    expect(totalsByPath(tree)).toEqual(totalsByPath(buildTree(without((each) => each === path))));
  });

  test('where a directory cannot be looked at', async () => {
    const tree = await scan({ operation: 'stat', path: 'a', errno });
    expect(failuresByPath(tree)).toEqual([`stat ${errno} a`]);
    expect(pathsInOrder(tree)).toEqual(paths.filter((path) => !path.startsWith('a/')).sort());
    expect(totalsByPath(tree)).toEqual(totalsByPath(buildTree(without((path) => /^a(\/|$)/.test(path)))));
  });
});

test('an entry that cannot be looked at has the kind that its directory told, and no numbers of others', async () => {
  const tree = await scan(
    { operation: 'stat', path: 'a/3', errno: EIO },
    { operation: 'stat', path: 'a/sub', errno: EIO },
  );
  const { entries } = contentsOf(tree) as { entries: { path: string }[] };
  const nothing = {
    links: 0,
    flags: NodeFlag.unreadable,
    identity: [0, 0, 0, 0],
    apparentBytes: 0n,
    allocatedBytes: 0n,
  };
  const mtime = { seconds: 0n, nanoseconds: 0 };
  expect(entries.filter(({ path }) => ['a/3', 'a/sub'].includes(path))).toEqual([
    { path: 'a/3', mode: 0o100000, mtime, ...nothing },
    { path: 'a/sub', mode: 0o040000, mtime, ...nothing },
  ]);
});

test('many faults at once are all told', async () => {
  const tree = await scan(
    { operation: 'open', path: 'b', errno: EMFILE },
    { operation: 'enumerate', path: 'a/sub', errno: EIO },
    { operation: 'stat', path: 'a/2', errno: ENOENT },
    { operation: 'stat', path: 'f', errno: EACCES },
  );
  expect(failuresByPath(tree)).toEqual(['readdir 24 b', 'readdir 5 a/sub', 'stat 13 f', 'stat 2 a/2']);
  expect(tree.directories.totals.failures.get(0)).toBe(4);
});
