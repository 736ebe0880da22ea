import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { modelTree, modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import type { Group } from '../../contract/entries.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { sumMatches } from '../filter/sums.js';
import { AGES, ageKey } from '../kinds/ages.js';
import { FILE_KINDS } from '../kinds/file-kind-table.js';
import { FileKinds } from '../kinds/file-kinds.js';
import { MAX_OWNERS, OwnerKeys } from '../kinds/owner-keys.js';
import { Tree } from '../tree/tree.js';
import type { EntryFilter } from './entry-filter.js';
import { EntrySizes } from './entry-sizes.js';
import { ExtensionSums } from './extension-sums.js';
import { GroupSums, sumGroups } from './group-sums.js';
import { Groups, OTHERS } from './groups.js';
import { OwnerSums, rankOwners } from './owner-sums.js';

const now = 1_000_000_000;
const day = 86_400;
const ago = (days: number): [bigint, number] => [BigInt(now - days * day), 0];
const linked = { mode: modes.file, links: 2, inode: 7n, apparentBytes: 700n, blocks: 2n, uid: 5 };

const sketch = {
  'a.mp4': special({ apparentBytes: 3000n, blocks: 6n, mtime: ago(400), uid: 1000 }),
  folder: {
    'b.MP4': special({ apparentBytes: 100n, blocks: 1n, mtime: ago(400), uid: 1000 }),
    'c.jpg': special({ apparentBytes: 10n, blocks: 1n, mtime: ago(3), uid: 1001 }),
    'twin.txt': special({ ...linked, mtime: ago(0) }),
  },
  'twin.txt': special({ ...linked, mtime: ago(0) }),
  link: special({ mode: modes.symlink, apparentBytes: 30n, mtime: ago(-5) }),
  own: special({ mode: modes.directory, apparentBytes: 4096n, blocks: 8n, mtime: ago(20) }),
  failed: special({ errno: 13 }),
  mount: special({ mode: modes.directory, flags: NodeFlag.otherMount, blocks: 8n }),
};

const sizesOf = (tree: Tree, everyLink = false, filter?: EntryFilter) =>
  new EntrySizes(tree, { measure: 'allocated', everyLink, filter });
const groupsOf = (
  { nodes }: Tree,
  owners = new OwnerKeys(nodes),
  ownerName: (owner: number) => string = String,
) =>
  new Groups(nodes, now, {
    kinds: new FileKinds(nodes),
    owners,
    ownerName,
    byChange: () => [],
  });
const lines = (groups: readonly Group[]) =>
  groups.map(
    ({ key, label, files, allocated, apparent }) => `${key} ${label}: ${files} ${allocated} ${apparent}`,
  );

describe('the groups of a panel', () => {
  const sketched = new SketchedTree(sketch);
  const sizes = sizesOf(sketched.tree);
  const groups = groupsOf(sketched.tree);

  test('by type', () => {
    expect(lines(groups.by('type', sizes))).toEqual([
      '0 other: 0 0 30',
      '1 folder: 0 4096 0',
      '2 image: 1 512 10',
      '3 video: 2 3584 3100',
      '5 document: 2 1024 700',
    ]);
  });

  test('by type, with every name of an inode', () => {
    expect(lines(groups.by('type', sizesOf(sketched.tree, true))).at(-1)).toBe('5 document: 2 2048 1400');
  });

  test('by extension, without regard to case, the largest first', () => {
    expect(lines(groups.byExtension(sizes, 9))).toEqual([
      '1 /: 0 4096 30',
      '3 .mp4: 2 3584 3100',
      '5 .txt: 2 1024 700',
      '2 .jpg: 1 512 10',
    ]);
    expect(lines(groups.byExtension(sizes, 2))).toEqual([
      '1 /: 0 4096 30',
      '3 .mp4: 2 3584 3100',
      `0 ${OTHERS}: 3 1536 710`,
    ]);
  });

  test('by extension, coloured by that, whatever the first file with it is', () => {
    const { tree } = new SketchedTree({ 'thumbs.db': 3, 'a.db': 2, 'libc.so.6': 1, 'a.txt~': 1 });
    const found = groupsOf(tree).byExtension(sizesOf(tree), 9);
    const kinds = found.map(({ key, label }) => `${FILE_KINDS[key]} ${label}`);
    expect(kinds.sort()).toEqual(['data .db', 'folder /', 'program .so', 'temporary .txt~']);
  });

  test('by extension, in any case and without versions, as the filter finds them', () => {
    const sketch = {
      ...{ 'a.É': 1, 'b.é': 2, 'c.e\u0301': 4, 'libc.so.6': 8, 'libm.SO.1.2': 16, 'x.1.gz': 32, README: 64 },
      ...{
        'python3.11': 128,
        folder: { 'y.so': 256 },
        'a.gz': special({ mode: modes.symlink, apparentBytes: 512n }),
      },
    };
    const { tree } = new SketchedTree(sketch);
    const found = groupsOf(tree).byExtension(sizesOf(tree), 9);
    expect(found.map(({ label, files, apparent }) => `${label} ${files} ${apparent}`).sort()).toEqual([
      ' 2 192',
      '.gz 1 32',
      '.so 3 280',
      '.é 3 7',
      '/ 0 512',
    ]);
  });

  test('by age', () => {
    expect(lines(groups.by('age', sizes))).toEqual([
      '0 today: 2 1024 700',
      '1 week: 1 512 10',
      '2 month: 0 4096 0',
      '5 twoYears: 2 3584 3100',
      // The root and a folder of the sketch have no time of their own, but no bytes either.
      '7 older: 0 0 0',
      '8 future: 0 0 30',
    ]);
  });

  test('by owner: first come, or ranked by what they have', () => {
    const keys = new OwnerKeys(sketched.tree.nodes);
    const byOwner = () => lines(groupsOf(sketched.tree, keys, (owner) => `user ${owner}`).by('owner', sizes));
    expect(byOwner()).toEqual([
      '0 user 0: 0 4096 30',
      '1 user 1000: 2 3584 3100',
      '2 user 5: 2 1024 700',
      '3 user 1001: 1 512 10',
    ]);
    keys.rank([1000, 5]);
    expect(keys.keyOf(sketched.node('a.mp4'))).toBe(0);
    expect(byOwner().slice(0, 2)).toEqual(['0 user 1000: 2 3584 3100', '1 user 5: 2 1024 700']);
  });

  test('by owner: those without a colour of their own are one group', () => {
    const files = Array.from({ length: 20 }, (_, owner) => [
      `${owner}`,
      special({ uid: owner + 1, blocks: BigInt(100 + owner) }),
    ]);
    const { tree } = new SketchedTree(Object.fromEntries(files));
    const keys = new OwnerKeys(tree.nodes);
    keys.rank(rankOwners(sizesOf(tree)));
    const groups = groupsOf(tree, keys).by('owner', sizesOf(tree));
    expect(groups.map(({ label }) => label).slice(0, 3)).toEqual(['20', '19', '18']);
    expect(groups.at(-1)).toMatchObject({ key: MAX_OWNERS, label: OTHERS, files: 9 });
    expect(groups.length).toBe(12);
  });

  test('are empty before anything is read', () => {
    const empty = new Tree();
    expect(groupsOf(empty).by('type', sizesOf(empty))).toEqual([]);
  });
});

test('as many extensions as there are, and those that end alike, stay apart', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const extensions = [...letters].flatMap((a) => [...letters].flatMap((b) => [b, `${a}${b}`, `x${a}${b}`]));
  const distinct = [...new Set(extensions)];
  const { tree } = new SketchedTree(Object.fromEntries(distinct.map((each) => [`f.${each}`, 100])));
  const groups = groupsOf(tree).byExtension(sizesOf(tree), 10_000);
  expect(groups.map(({ label }) => label).sort()).toEqual(
    ['/', ...distinct.map((each) => `.${each}`)].sort(),
  );
  expect(groups.filter(({ files }) => files > 1)).toEqual([]);
});

test('extensions of which one ends like the other stay apart also where their hashes meet', () => {
  const { tree } = new SketchedTree({ 'f.cwxa': 2, 'f.a': 1 });
  const groups = groupsOf(tree).byExtension(sizesOf(tree), 9);
  expect(groups.map(({ label }) => label)).toEqual(['.a', '.cwxa', '/']);
});

test('sums stay exact beyond what a double can hold', () => {
  const sketched = new SketchedTree({
    large: special({ apparentBytes: 2n ** 32n - 1n, blocks: 2n ** 32n - 1n }),
    small: special({ apparentBytes: 1n, blocks: 1n }),
  });
  const sums = new GroupSums();
  sums.add(0, sketched.tree.nodes, sketched.node('large'), true);
  for (let doubling = 0; doubling < 25; doubling++) sums.addGroup(0, sums, 0);
  sums.add(0, sketched.tree.nodes, sketched.node('small'), true);
  expect(sums.apparentBytes(0)).toBe((2n ** 32n - 1n) * 2n ** 25n + 1n);
  expect(sums.allocatedBytes(0)).toBe(512n * ((2n ** 32n - 1n) * 2n ** 25n + 1n));
});

describe('the groups of a panel add up to the totals of the root', () => {
  const waysToGroup: Readonly<Record<string, (sizes: EntrySizes) => GroupSums>> = {
    type: (sizes) => {
      const kinds = new FileKinds(sizes.tree.nodes);
      return sumGroups(sizes, (node) => kinds.keyOf(node));
    },
    extension: (sizes) => new ExtensionSums(sizes.tree.nodes).of(sizes),
    age: (sizes) => sumGroups(sizes, (node) => ageKey(sizes.tree.nodes.approximateMtime(node), now)),
    owner: (sizes) => new OwnerSums(sizes.tree.nodes).of(sizes),
    'node, many groups': (sizes) => sumGroups(sizes, (node) => (node * 7) % 50),
  };

  test.each(Object.keys(waysToGroup))('exactly: by %s', (way) => {
    fc.assert(
      fc.property(modelTree, fc.boolean(), (model, everyLink) => {
        const tree = buildTree(model);
        const sums = waysToGroup[way]!(sizesOf(tree, everyLink));
        const keys = Array.from({ length: sums.count }, (_, key) => key);
        const { totals } = tree.directories;
        expect(keys.reduce((sum, key) => sum + sums.files(key), 0)).toBe(totals.files.get(0));
        expect(keys.reduce((sum, key) => sum + sums.allocatedBytes(key), 0n)).toBe(
          totals.allocatedBytes(0, everyLink),
        );
        expect(keys.reduce((sum, key) => sum + sums.apparentBytes(key), 0n)).toBe(
          totals.apparentBytes(0, everyLink),
        );
      }),
    );
  });

  test('where a filter leaves some entries, and some folders only for what is in them', () => {
    const sketched = new SketchedTree({
      'kept.txt': 1000,
      'left.txt': 1000,
      above: special({ mode: modes.directory, blocks: 8n }),
      itself: special({ mode: modes.directory, blocks: 16n }),
      twin: special(linked),
    });
    sketched.add('above', { 'inside.txt': 2000, deeper: special({ mode: modes.directory, blocks: 32n }) });
    sketched.add('itself', { 'not inside.txt': 2000, twin: special(linked) });
    const filter = filterOf(sketched, [
      'kept.txt',
      'above/inside.txt',
      'above/deeper',
      'itself',
      'itself/twin',
    ]);
    const sizes = sizesOf(sketched.tree, false, filter);
    const groups = groupsOf(sketched.tree).by('type', sizes);
    expect(lines(groups)).toEqual([
      '0 other: 1 1024 700',
      `1 folder: 0 ${(16 + 32) * 512} 0`,
      '5 document: 2 3072 3000',
    ]);
    expect(groups.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(filter.allocated(0));
  });
});

/** The filter that these entries pass. */
function filterOf(sketched: SketchedTree, passing: readonly string[]): EntryFilter {
  const shown = new Uint8Array(sketched.tree.nodes.count);
  for (const path of passing) shown[sketched.node(path)] = 1;
  return sumMatches(sketched.tree, shown, { measure: 'allocated', everyLink: false });
}

describe('the age of a time', () => {
  test.each<[days: number, age: (typeof AGES)[number]]>([
    [0, 'today'],
    [0.99, 'today'],
    [-0.99, 'today'],
    [1, 'week'],
    [7, 'month'],
    [30, 'halfYear'],
    [182, 'year'],
    [365, 'twoYears'],
    [730, 'fiveYears'],
    [1824.9, 'fiveYears'],
    [1825, 'older'],
    [20_000, 'older'],
    [-1.01, 'future'],
  ])('%d days ago is "%s"', (days, age) => {
    expect(AGES[ageKey(now - days * day, now)]).toBe(age);
  });
});
