import { beforeEach, describe, expect, test } from 'vitest';
import { modes, rootEntry } from '../../../test/support/trees/model-tree.js';
import {
  duplicatePaths,
  failuresByPath,
  totalsByPath,
  walkTree,
} from '../../../test/support/trees/tree-contents.js';
import { ENGINE_REFERENCE, NO_DIRECTORY, NodeFlag } from '../../contract/entry-batch.js';
import { BatchBuilder, type NewEntry } from '../stored/batch-builder.js';
import { appendRoot } from '../stored/tree-builder.js';
import { DirectoryState } from './directories.js';
import { IdentitySet } from './identity-set.js';
import { newSenderNumbers, ROOT_DIRECTORY, resolve, Tree } from './tree.js';

const root = ENGINE_REFERENCE;
let inode = 1000n;

/** An entry of 1,000 bytes in two blocks; directories in eight. */
const row = (name: string, more: Partial<NewEntry> = {}): NewEntry => ({
  name: Buffer.from(name),
  mode: modes.file,
  links: 1,
  inode: inode++,
  apparentBytes: 1000n,
  blocks: 2n,
  ...more,
});
const folder = (name: string, more: Partial<NewEntry> = {}) =>
  row(name, { mode: modes.directory, links: 2, blocks: 8n, ...more });

interface Totals {
  files: number;
  directories: number;
  apparent: number;
  blocks: number;
  everyBlock: number;
}

function totalsOf(tree: Tree, path = ''): Totals {
  const { files, directories, apparentBytes, allocatedBytes, allocatedOfEveryLink } =
    totalsByPath(tree)[path]!;
  return {
    files,
    directories,
    apparent: Number(apparentBytes),
    blocks: Number(allocatedBytes) / 512,
    everyBlock: Number(allocatedOfEveryLink) / 512,
  };
}

const failuresOf = (tree: Tree, directory: number) => tree.directories.totals.failures.get(directory);

let tree: Tree;
let builder: BatchBuilder;

function append(): void {
  tree.append(builder.build(), newSenderNumbers());
  builder = new BatchBuilder();
}

beforeEach(() => {
  tree = new Tree();
  appendRoot(tree, rootEntry);
  builder = new BatchBuilder();
});

describe('entries that count for nothing', () => {
  test.each(
    Object.entries({ excluded: NodeFlag.excluded, otherMount: NodeFlag.otherMount, loop: NodeFlag.loop }),
  )('are in the tree but in no total: %s', (_, flag) => {
    builder.section(root, [row('a'), folder('b', { flags: flag }), row('c', { flags: flag, links: 2 })]);
    append();
    expect(totalsOf(tree)).toEqual({ files: 1, directories: 0, apparent: 1000, blocks: 10, everyBlock: 10 });
    expect(tree.nodes.count).toBe(4);
    expect(tree.directories.count).toBe(1);
    expect(tree.hardLinks).toEqual({ files: 0, paths: 0, duplicateBytes: 0n });
  });

  test('other mounts are listed', () => {
    builder.section(root, [row('a'), folder('b', { flags: NodeFlag.otherMount }), row('c')]);
    append();
    expect(tree.otherMounts.map((node) => Buffer.from(tree.nodes.name(node)).toString())).toEqual(['b']);
  });
});

describe('failures', () => {
  test('of entries are recorded at their nodes and counted in every directory above', () => {
    builder.section(root, [folder('a'), row('bad', { errno: 13 })]);
    builder.section(0, [row('x'), row('y', { errno: 5 })]);
    append();
    expect(failuresByPath(tree)).toEqual(['stat 13 bad', 'stat 5 a/y']);
    expect([failuresOf(tree, 0), failuresOf(tree, 1)]).toEqual([2, 1]);
    expect(totalsOf(tree)).toMatchObject({ files: 1, directories: 1, blocks: 18 });
  });

  test('of a directory count at itself and above, and what it gave before stays', () => {
    builder.section(root, [folder('a')]);
    builder.section(0, [row('x')], { done: false, errno: 12 });
    append();
    expect(failuresByPath(tree)).toEqual(['readdir 12 a']);
    expect([failuresOf(tree, 0), failuresOf(tree, 1)]).toEqual([1, 1]);
    expect(totalsOf(tree)).toMatchObject({ files: 1, blocks: 18 });
    expect(tree.directories.state.get(1)).toBe(DirectoryState.failed);
  });

  test('of a directory stand also where it is said to have no more names', () => {
    builder.section(root, [folder('a')]);
    builder.section(0, [], { done: true, errno: 12 });
    append();
    expect(tree.directories.state.get(1)).toBe(DirectoryState.failed);
  });

  test('of the root itself are counted there', () => {
    builder.section(root, [], { done: false, errno: 5 });
    append();
    expect(failuresByPath(tree)).toEqual(['readdir 5 ']);
    expect(failuresOf(tree, 0)).toBe(1);
  });
});

describe('a directory', () => {
  test('is complete once its last section has arrived', () => {
    const states: number[] = [];
    builder.section(root, [row('a')], { done: false });
    append();
    states.push(tree.directories.state.get(0));
    builder.section(root, []);
    append();
    states.push(tree.directories.state.get(0));
    expect(states).toEqual([DirectoryState.pending, DirectoryState.complete]);
  });

  test('can refer to one that the same batch brought, and to one of an earlier batch', () => {
    const sender = newSenderNumbers();
    builder.section(root, [folder('a')]).section(0, [folder('b')]);
    expect(tree.append(builder.build(), sender)).toBe(1);
    builder.section(1, [row('c')]).section(0, [row('d')]);
    expect(tree.append(builder.build(), sender)).toBe(3);
    expect(walkTree(tree).map(([path]) => path)).toEqual(['', 'a', 'a/b', 'a/b/c', 'a/d']);
  });
});

test('references lead to directories', () => {
  const sender = { ...newSenderNumbers(), directories: [7, 9] };
  expect(resolve(NO_DIRECTORY, sender)).toBe(-1);
  expect(resolve(ENGINE_REFERENCE, sender)).toBe(ROOT_DIRECTORY);
  expect(resolve((ENGINE_REFERENCE | 5) >>> 0, sender)).toBe(5);
  expect(resolve(1, sender)).toBe(9);
});

describe('a loop that is cut', () => {
  beforeEach(() => {
    const up = { inode: rootEntry.inode, flags: NodeFlag.followed };
    builder = new BatchBuilder(true);
    builder.section(root, [folder('a'), row('z')]).section(0, [folder('up', up), row('x')]);
    append();
  });

  test('counts for nothing any more, in no directory', () => {
    tree.cutLoop(2, 40);
    expect(totalsOf(tree)).toEqual({ files: 2, directories: 1, apparent: 2000, blocks: 20, everyBlock: 20 });
    expect(totalsOf(tree, 'a')).toEqual({
      files: 1,
      directories: 0,
      apparent: 1000,
      blocks: 10,
      everyBlock: 10,
    });
    expect(totalsOf(tree, 'a/up')).toEqual({
      files: 0,
      directories: 0,
      apparent: 0,
      blocks: 0,
      everyBlock: 0,
    });
  });

  test('is a failure that says so', () => {
    tree.cutLoop(2, 40);
    expect(failuresByPath(tree)).toEqual(['readdir 40 a/up']);
    expect(walkTree(tree).filter(([, node]) => tree.nodes.hasFlag(node, NodeFlag.loop))).toHaveLength(1);
    expect(failuresOf(tree, ROOT_DIRECTORY)).toBe(1);
  });
});

describe('what an earlier root has counted', () => {
  const counted = new IdentitySet();
  const linked = { inode: 50n, links: 2 };
  const inside = { inode: 60n };

  beforeEach(() => {
    const earlier = new Tree();
    appendRoot(earlier, { ...rootEntry, inode: 99n });
    const batch = new BatchBuilder().section(root, [
      row('first', linked),
      folder('inside', inside),
      row('single'),
    ]);
    earlier.append(batch.build(), newSenderNumbers());
    earlier.addIdentities(counted);
    tree = new Tree(counted);
    appendRoot(tree, rootEntry);
  });

  test('are its directories, and the inodes that have several names', () => {
    expect(counted.size).toBe(3);
    expect(counted.has([8, 1, 99, 0]) && counted.has([8, 1, 50, 0]) && counted.has([8, 1, 60, 0])).toBe(true);
  });

  test('a further name of it adds to every link only', () => {
    builder.section(root, [row('again', linked), row('new', { inode: 51n, links: 2 })]);
    append();
    expect(duplicatePaths(tree)).toEqual(['again']);
    expect(totalsOf(tree)).toEqual({ files: 2, directories: 0, apparent: 1000, blocks: 10, everyBlock: 12 });
    expect(tree.hardLinks).toEqual({ files: 1, paths: 2, duplicateBytes: 1024n });
  });

  test('a directory of it is closed, and counts once however often it is closed', () => {
    builder.section(root, [folder('inside', inside)]);
    append();
    tree.closeCounted(1);
    tree.closeCounted(1);
    expect(tree.directories.state.get(1)).toBe(DirectoryState.elsewhere);
    expect(totalsOf(tree)).toEqual({ files: 0, directories: 1, apparent: 0, blocks: 8, everyBlock: 8 });
    expect(totalsOf(tree, 'inside')).toMatchObject({ blocks: 0, everyBlock: 0 });
    expect(tree.hardLinks.duplicateBytes).toBe(0n);
  });

  test('the root itself can be what was counted', () => {
    tree.closeCounted(ROOT_DIRECTORY);
    expect(totalsOf(tree)).toMatchObject({ blocks: 0, everyBlock: 0 });
  });
});

test('a directory read at another path keeps what it is itself', () => {
  builder.section(root, [folder('a')]);
  append();
  tree.closeDirectory(1);
  expect(tree.directories.state.get(1)).toBe(DirectoryState.elsewhere);
  expect(totalsOf(tree)).toMatchObject({ directories: 1, blocks: 16 });
});

test('the second of three names moves what counts to the path that sorts first', () => {
  const linked = (name: string) =>
    row(name, { inode: 50n, links: 3, apparentBytes: 2n ** 53n + 1n, blocks: 2n ** 45n });
  builder.section(root, [folder('a'), folder('b'), folder('c')]);
  const sender = newSenderNumbers();
  tree.append(builder.build(), sender);
  const totals = [1, 0, 2].map((directory, turn) => {
    builder.section(directory, [linked(`name ${turn}`)]);
    tree.append(builder.build(), sender);
    return ['a', 'b', 'c', ''].map((path) => Number(totalsByPath(tree)[path]!.apparentBytes > 0n));
  });
  expect(totals).toEqual([
    [0, 1, 0, 1],
    [1, 0, 0, 1],
    [1, 0, 0, 1],
  ]);
  expect(tree.directories.totals.apparentBytes(0)).toBe(2n ** 53n + 1n);
  expect(tree.directories.totals.apparentBytes(0, true)).toBe(3n * (2n ** 53n + 1n));
  expect(tree.hardLinks).toEqual({ files: 1, paths: 3, duplicateBytes: 2n * 2n ** 45n * 512n });
});
