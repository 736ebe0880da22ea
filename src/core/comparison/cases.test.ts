import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { type ModelEntry, modes, rootEntry } from '../../../test/support/trees/model-tree.js';
import {
  buildTree as buildRandomTree,
  type EntryDraft,
  entryDrafts,
} from '../../../test/support/trees/random-tree.js';
import { CHANGE_KINDS, ChangeKind } from '../../contract/change-kind.js';
import { ENGINE_REFERENCE, NodeFlag } from '../../contract/entry-batch.js';
import { BatchBuilder, type NewEntry } from '../stored/batch-builder.js';
import { appendRoot } from '../stored/tree-builder.js';
import { newSenderNumbers, ROOT_NODE, Tree } from '../tree/tree.js';
import { ChangeCounts } from './change-counts.js';
import { Changes } from './changes.js';
import { Comparison } from './comparison.js';
import { findChangedDirectories, findLargestChanges } from './largest-changes.js';

const rules = { measure: 'allocated', everyLink: false } as const;

interface Told extends Partial<Omit<NewEntry, 'name' | 'mode'>> {
  readonly kind?: keyof typeof modes;
}
type Folder = { readonly [name: string]: Told };

/** A root with files, and one level of folders: those whose rows are directories with names given by `inside`. */
function treeOf(
  names: Folder,
  inside: Readonly<Record<string, Folder>> = {},
  errnos: Readonly<Record<string, number>> = {},
  root: Partial<NewEntry> = {},
): Tree {
  const tree = new Tree();
  appendRoot(tree, { ...rootEntry, ...root });
  const sender = newSenderNumbers();
  const builder = new BatchBuilder().section(ENGINE_REFERENCE, rowsOf(names), doneOr(errnos['']));
  Object.keys(inside).forEach((name, reference) => {
    builder.section(reference, rowsOf(inside[name]!), doneOr(errnos[name]));
  });
  tree.append(builder.build(), sender);
  return tree;
}

const doneOr = (errno = 0) => ({ done: errno === 0, errno });

function rowsOf(names: Folder): NewEntry[] {
  return Object.entries(names).map(([name, { kind = 'file', ...told }]) => ({
    name: Buffer.from(name),
    mode: modes[kind],
    links: 1,
    inode: BigInt(1000 + name.charCodeAt(0)),
    apparentBytes: 100n,
    blocks: 8n,
    ...told,
  }));
}

const folder = { kind: 'directory', inode: 50n } as const;

function changesOf(before: Tree, after: Tree): Changes {
  return new Changes(new Comparison(before, after), rules);
}

/** What every path has become that is not as it was. A folder: by all below. */
function told(before: Tree, after: Tree): Record<string, string> {
  const changes = changesOf(before, after);
  const { comparison } = changes;
  const kinds: Record<string, string> = {};
  comparison.eachEntry((entry) => {
    const kind = changes.kind(entry);
    const name = Object.entries(ChangeKind).find(([, number]) => number === kind)![0];
    if (kind !== ChangeKind.unchanged) kinds[Buffer.from(comparison.path(entry)).toString()] = name;
  });
  return kinds;
}

describe('what became of an entry', () => {
  const file = { a: {} };
  test.each<[string, Tree, Tree, Record<string, string>]>([
    ['it came', treeOf({}), treeOf(file), { a: 'added' }],
    ['it went', treeOf(file), treeOf({}), { a: 'removed' }],
    ['it occupies more', treeOf(file), treeOf({ a: { blocks: 16n } }), { a: 'grown' }],
    [
      'it is shorter, and occupies as much',
      treeOf(file),
      treeOf({ a: { apparentBytes: 9n } }),
      { a: 'shrunk' },
    ],
    ['it is another file as large', treeOf(file), treeOf({ a: { inode: 9n, mtime: [1n, 0] } }), {}],
    ['it is a link now', treeOf(file), treeOf({ a: { kind: 'symlink' } }), { a: 'typeChanged' }],
    ['it has another name', treeOf(file), treeOf({ b: { inode: 1097n } }), { a: 'movedAway', b: 'moved' }],
    [
      'another file got its inode',
      treeOf(file),
      treeOf({ b: { inode: 1097n, apparentBytes: 7n } }),
      { a: 'removed', b: 'added' },
    ],
    [
      'another file as long got its inode',
      treeOf({ a: { mtime: [1n, 0] } }),
      treeOf({ b: { inode: 1097n, mtime: [1n, 1] } }),
      { a: 'removed', b: 'added' },
    ],
    [
      'another file got its inode, and its mtime and length, as its birth time tells',
      treeOf({ a: { birth: 7 } }),
      treeOf({ b: { inode: 1097n, birth: 8 } }),
      { a: 'removed', b: 'added' },
    ],
    [
      'it moved and grew, as its birth time tells',
      treeOf({ a: { birth: 7 } }),
      treeOf({ b: { inode: 1097n, birth: 7, blocks: 80n, mtime: [9n, 0] } }),
      { a: 'movedAway', b: 'moved' },
    ],
    [
      'it moved, and only one of the scans knows its birth time',
      treeOf({ a: { birth: 7 } }),
      treeOf({ b: { inode: 1097n } }),
      { a: 'movedAway', b: 'moved' },
    ],
    [
      'another folder got its inode, and one of its names',
      treeOf({ a: folder }, { a: { x: {} } }),
      treeOf({ b: { ...folder, mtime: [5n, 0] } }, { b: { x: {} } }),
      { a: 'removed', 'a/x': 'movedAway', b: 'added', 'b/x': 'moved' },
    ],
    [
      'a folder moved that still has most of its names',
      treeOf({ a: folder }, { a: { x: {}, y: {}, z: {} } }),
      treeOf({ b: { ...folder, mtime: [5n, 0] } }, { b: { x: {}, y: {} } }),
      {
        a: 'movedAway',
        'a/x': 'movedAway',
        'a/y': 'movedAway',
        'a/z': 'removed',
        b: 'moved',
        'b/x': 'moved',
        'b/y': 'moved',
      },
    ],
    [
      'an empty file got its inode',
      treeOf({ a: { apparentBytes: 0n, mtime: [1n, 0] } }),
      treeOf({ b: { inode: 1097n, apparentBytes: 0n, mtime: [1n, 1] } }),
      { a: 'removed', b: 'added' },
    ],
    [
      'it has its inode on another device',
      treeOf(file),
      treeOf({ b: { inode: 1097n, device: [8, 2] } }),
      { a: 'removed', b: 'added' },
    ],
    [
      'a folder is a file now: what it held is gone',
      treeOf({ a: folder }, { a: { x: {} } }),
      treeOf({ a: {} }),
      { a: 'typeChanged', 'a/x': 'removed' },
    ],
    [
      'a folder moved, with what changed in it',
      treeOf({ a: folder }, { a: { x: {}, y: {}, z: {} } }),
      treeOf({ b: folder }, { b: { x: {}, y: { blocks: 9n }, w: { inode: 7n } } }),
      {
        a: 'movedAway',
        'a/x': 'movedAway',
        'a/y': 'movedAway',
        'a/z': 'removed',
        b: 'moved',
        'b/x': 'moved',
        'b/y': 'grown',
        'b/w': 'added',
      },
    ],
    [
      'another folder got its inode',
      treeOf({ a: folder }, { a: { x: {} } }),
      treeOf({ b: { ...folder, mtime: [5n, 0] } }, { b: { x: { inode: 7n } } }),
      { a: 'removed', 'a/x': 'removed', b: 'added', 'b/x': 'added' },
    ],
    [
      'the name at which it counted is gone',
      treeOf({ a: { inode: 7n, links: 2 }, b: { inode: 7n, links: 2 } }),
      treeOf({ b: { inode: 7n } }),
      { a: 'removed', b: 'recounted' },
    ],
    [
      'it counts at a new name that sorts first',
      treeOf({ b: { inode: 7n } }),
      treeOf({ a: { inode: 7n, links: 2 }, b: { inode: 7n, links: 2 } }),
      { a: 'added', b: 'recounted' },
    ],
  ])('%s', (_title, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe('what could not be read is neither removed nor added', () => {
  const read = treeOf({ a: folder, b: {} }, { a: { x: {}, y: {} } });
  test.each<[string, Tree, Record<string, string>]>([
    [
      'a folder that cannot be read',
      treeOf({ a: folder, b: {} }, { a: {} }, { a: 13 }),
      { a: 'notComparable', 'a/x': 'notComparable', 'a/y': 'notComparable' },
    ],
    [
      'a folder that was read in part: what was read is compared',
      treeOf({ a: folder, b: {} }, { a: { x: { blocks: 80n } } }, { a: 5 }),
      { a: 'notComparable', 'a/x': 'grown', 'a/y': 'notComparable' },
    ],
    [
      'a root that was read in part: all below what is missing',
      treeOf({ b: {} }, {}, { '': 5 }),
      { a: 'notComparable', 'a/x': 'notComparable', 'a/y': 'notComparable' },
    ],
    [
      'a file that could not be looked at',
      treeOf({ a: folder, b: { errno: 5 } }, { a: { x: {}, y: {} } }),
      { b: 'notComparable' },
    ],
    [
      'a folder over which something is mounted',
      treeOf({ a: { ...folder, flags: NodeFlag.otherMount }, b: {} }),
      { a: 'notComparable', 'a/x': 'notComparable', 'a/y': 'notComparable' },
    ],
    [
      'a folder that was left out',
      treeOf({ a: { ...folder, flags: NodeFlag.excluded }, b: {} }),
      { a: 'notComparable', 'a/x': 'notComparable', 'a/y': 'notComparable' },
    ],
  ])('%s', (_title, other, expected) => {
    expect(told(read, other)).toEqual(expected);
    expect(told(other, read)).toEqual(turned(expected));
  });

  const turned = (kinds: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(kinds).map(([path, kind]) => [path, kind === 'grown' ? 'shrunk' : kind]),
    );

  test('but what is found again elsewhere moved', () => {
    const moved = treeOf({ a: folder, b: {}, x: { inode: 1120n } }, { a: {} }, { a: 13 });
    expect(told(read, moved)).toMatchObject({ 'a/x': 'movedAway', x: 'moved', 'a/y': 'notComparable' });
  });

  test('nor is it unchanged where neither scan could read it', () => {
    const unread = treeOf({ a: folder, b: { errno: 5 } }, { a: {} }, { a: 13 });
    expect(told(unread, unread)).toEqual({ a: 'notComparable', b: 'notComparable' });
  });
});

describe('of trees with all that a scan can come upon', () => {
  test('a comparison adds up to the difference of the totals', () => {
    fc.assert(
      fc.property(entryDrafts, entryDrafts, fc.boolean(), (older, newer, everyLink) => {
        const [before, after] = [treeOfDrafts(older), treeOfDrafts([...older.slice(3), ...newer])];
        const changes = new Changes(new Comparison(before, after), { ...rules, everyLink });
        const counts = new ChangeCounts(changes);
        for (const measure of ['allocated', 'apparent'] as const) {
          let sum = 0n;
          for (let kind = 0; kind < CHANGE_KINDS; kind++) sum += counts.growth(kind, measure);
          expect(sum).toBe(changes.exactChange(ROOT_NODE, measure));
        }
      }),
    );
  });

  test('nothing has changed since itself', () => {
    fc.assert(
      fc.property(entryDrafts, (drafts) => {
        const tree = treeOfDrafts(drafts);
        const counts = new ChangeCounts(changesOf(tree, tree));
        for (let kind = 1; kind < ChangeKind.notComparable; kind++) expect(counts.total(kind)).toBe(0);
      }),
    );
  });

  const treeOfDrafts = (drafts: readonly EntryDraft[]) => buildRandomTree(drafts, { followLinks: true });
});

describe('the largest changes', () => {
  const before = treeOf(
    { a: folder, c: { ...folder, inode: 51n }, e: {}, g: {} },
    { a: { x: {}, y: {} }, c: { z: { blocks: 800n, inode: 70n } } },
  );
  const after = treeOf(
    { a: folder, d: { ...folder, inode: 52n }, e: { blocks: 10n }, g: { blocks: 2n } },
    { a: { x: { blocks: 40n }, y: { blocks: 30n } }, d: { z: { blocks: 80n, inode: 71n } } },
  );
  const changes = changesOf(before, after);
  const paths = (entries: readonly number[]) =>
    entries.map((entry) => Buffer.from(changes.comparison.path(entry)).toString());

  test('of entries are in the order that is asked for', () => {
    const grown = findLargestChanges(changes, 3, (entry) => changes.growth(entry) || -1);
    expect(paths(grown.entries)).toEqual(['d/z', 'a/x', 'a/y']);
    expect(grown.total).toBe(5);
    const lost = findLargestChanges(changes, 10, (entry) => -changes.growth(entry) || -1);
    expect(paths(lost.entries)).toEqual(['c/z', 'c', 'g']);
  });

  test('of folders leave out what only passes on the change of a folder in it', () => {
    expect(paths(findChangedDirectories(changes, 10, 1).entries)).toEqual(['d', 'a']);
    expect(paths(findChangedDirectories(changes, 10, -1).entries)).toEqual(['c']);
  });
});

describe('a comparison goes as deep and as wide as trees do', () => {
  test('12,000 levels, with a change at the bottom', () => {
    const chain = (blocks: bigint): ModelEntry[] =>
      Array.from({ length: 12_001 }, (_, depth) => ({
        ...rootEntry,
        ...(depth > 0 && { name: Buffer.from('d'), parent: depth - 1, inode: BigInt(depth + 10) }),
        ...(depth === 12_000 && { blocks }),
      }));
    const changes = changesOf(buildTree(chain(8n)), buildTree(chain(9n)));
    expect(changes.change(ROOT_NODE)).toBe(512);
    expect(changes.kind(ROOT_NODE)).toBe(ChangeKind.grown);
    expect(findChangedDirectories(changes, 10, 1).entries).toEqual([12_000]);
  });

  test('100,000 names in another order', () => {
    const wide = (order: (number: number) => number): ModelEntry[] => [
      rootEntry,
      ...Array.from({ length: 100_000 }, (_, at) => {
        const number = order(at);
        const own = { mode: modes.file, links: 1, inode: BigInt(number + 10), blocks: BigInt(number) };
        return { ...rootEntry, ...own, parent: 0, name: Buffer.from(`file-${number}`) };
      }),
    ];
    const before = buildTree(wide((at) => at));
    const after = buildTree(wide((at) => (at * 7919 + 1) % 100_003));
    const counts = new ChangeCounts(changesOf(before, after));
    // Numbers from 100,000 on take the place of as many.
    expect([counts.total(ChangeKind.added), counts.total(ChangeKind.removed)]).toEqual([3, 3]);
    expect(counts.total(ChangeKind.grown) + counts.total(ChangeKind.shrunk)).toBe(0);
  });
});

describe('a file system that has another number', () => {
  const first = { device: [8, 1] } as const;
  const second = { device: [8, 2] } as const;
  const third = { device: [8, 3] } as const;
  const at = (device: object) => ({ a: { kind: 'directory', inode: 50n, ...device } }) as const;
  const moved = { 'a/x': 'movedAway', 'a/y': 'moved' };

  test.each<[title: string, before: Tree, after: Tree, expected: Record<string, string>]>([
    [
      'since the root was mounted again: what moved in it is found',
      treeOf({ x: first }, {}, {}, first),
      treeOf({ y: { ...second, inode: 1120n } }, {}, {}, second),
      { x: 'movedAway', y: 'moved' },
    ],
    [
      'since it was mounted again at its path',
      treeOf(at(second), { a: { x: second } }),
      treeOf(at(third), { a: { y: { ...third, inode: 1120n } } }),
      moved,
    ],
    [
      'that another one had: what has the same inode there is something else',
      treeOf({ ...at(second), x: first }, { a: {} }),
      treeOf({ ...at(first) }, { a: { y: { ...first, inode: 1120n } } }, {}, second),
      { x: 'removed', a: 'grown', 'a/y': 'added' },
    ],
  ])('%s', (_title, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});
