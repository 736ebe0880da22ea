import { describe, expect, test } from 'vitest';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import type { EntryFilter } from './entry-filter.js';
import { directoryOf, EntrySizes, eachChild, type SizeRules } from './entry-sizes.js';

const linked = { mode: modes.file, links: 2, inode: 7n, apparentBytes: 700n, blocks: 2n };
const sketched = new SketchedTree({
  'a.txt': 100,
  sparse: special({ apparentBytes: 1_000_000n, blocks: 8n }),
  folder: { b: 1000, twin: special(linked) },
  twin: special(linked),
  link: special({ mode: modes.symlink, apparentBytes: 30n }),
  pipe: special({ mode: modes.fifo, apparentBytes: 30n }),
  mount: special({
    mode: modes.directory,
    flags: NodeFlag.otherMount,
    apparentBytes: 4096n,
    blocks: 8n,
  }),
  failed: special({ errno: 13, apparentBytes: 5n, blocks: 8n }),
});

const allocated: SizeRules = { measure: 'allocated', everyLink: false };
const apparent: SizeRules = { measure: 'apparent', everyLink: false };

function bytesOf(path: string, rules: SizeRules): number {
  const node = sketched.node(path);
  return new EntrySizes(sketched.tree, rules).bytes(node, directoryOf(sketched.tree, node));
}

describe('what an entry counts for', () => {
  test.each<[path: string, rules: SizeRules, bytes: number]>([
    ['a.txt', allocated, 512],
    ['a.txt', apparent, 100],
    ['sparse', allocated, 4096],
    ['sparse', apparent, 1_000_000],
    ['folder', allocated, 2048],
    ['folder', apparent, 1700],
    ['folder/twin', allocated, 1024],
    ['twin', allocated, 0],
    ['twin', { ...allocated, everyLink: true }, 1024],
    ['twin', { ...apparent, everyLink: true }, 700],
    ['link', apparent, 30],
    ['pipe', apparent, 0],
    ['mount', allocated, 0],
    ['mount', apparent, 0],
    ['failed', allocated, 0],
    ['', allocated, 512 + 4096 + 2048],
    ['', { ...allocated, everyLink: true }, 512 + 4096 + 2048 + 1024],
    ['', apparent, 100 + 1_000_000 + 1700 + 30],
  ])('%s, %o: %i bytes', (path, rules, bytes) => {
    expect(bytesOf(path, rules)).toBe(bytes);
  });

  test.each([
    ['a.txt', 1],
    ['twin', 1],
    ['link', 0],
    ['failed', 0],
    ['folder', 2],
    ['', 5],
  ])('%s: %i files', (path, files) => {
    const node = sketched.node(path);
    expect(new EntrySizes(sketched.tree, allocated).files(node, directoryOf(sketched.tree, node))).toBe(
      files,
    );
  });

  test('a filter leaves out entries, and has its own sums of directories', () => {
    const filter: EntryFilter = {
      includes: (node) => node !== sketched.node('a.txt'),
      passes: (node) => node !== sketched.node('a.txt'),
      standsIn: () => false,
      bytes: () => 1,
      allocated: () => 2,
      apparent: () => 3,
      files: () => 4,
    };
    const sizes = new EntrySizes(sketched.tree, { ...allocated, filter });
    expect(sizes.bytes(sketched.node('a.txt'), -1)).toBe(0);
    expect(sizes.files(sketched.node('a.txt'), -1)).toBe(0);
    expect(sizes.bytes(sketched.node('sparse'), -1)).toBe(4096);
    const folder = sketched.node('folder');
    const directory = sketched.directory('folder');
    expect([sizes.allocated(folder, directory), sizes.apparent(folder, directory)]).toEqual([2, 3]);
    expect(sizes.files(folder, directory)).toBe(4);
  });
});

test('each name of a directory comes with its own number of a directory', () => {
  const seen: [string, number][] = [];
  eachChild(sketched.tree, 0, (node, directory) => seen.push([sketched.path(node), directory]));
  expect(seen).toEqual([
    ['a.txt', -1],
    ['sparse', -1],
    ['folder', sketched.directory('folder')],
    ['twin', -1],
    ['link', -1],
    ['pipe', -1],
    ['mount', -1],
    ['failed', -1],
  ]);
});
