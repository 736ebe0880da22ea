import { describe, expect, test } from 'vitest';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { sumMatches } from '../filter/sums.js';
import { EntrySizes, type SizeRules } from './entry-sizes.js';
import { findLargestFiles } from './largest-files.js';
import { findNodes } from './node-search.js';

const linked = { mode: modes.file, links: 2, inode: 7n, apparentBytes: 700n, blocks: 9n };
const sketched = new SketchedTree({
  'Übung one.txt': 100,
  long: special({ apparentBytes: 1_000_000n, blocks: 1n }),
  folder: { 'big one': 5000, twin: special(linked), ONE: 100 },
  twin: special(linked),
  empty: 0,
  mount: special({ mode: modes.directory, flags: NodeFlag.otherMount, blocks: 800n }),
  pipe: special({ mode: modes.fifo, blocks: 3n }),
});

const allocated: SizeRules = { measure: 'allocated', everyLink: false };
const paths = (nodes: readonly number[]) => nodes.map((node) => sketched.path(node));

describe('the largest files', () => {
  const largest = (rules: SizeRules, limit = 100) =>
    paths(findLargestFiles(new EntrySizes(sketched.tree, rules), limit));

  test('on disk, each inode once, of equals the first by path', () => {
    expect(largest(allocated)).toEqual([
      'folder/big one',
      'folder/twin',
      'pipe',
      'folder/ONE',
      'long',
      'Übung one.txt',
    ]);
  });

  test('with every name of an inode', () => {
    expect(largest({ ...allocated, everyLink: true }, 3)).toEqual(['folder/big one', 'folder/twin', 'twin']);
  });

  test('by length', () => {
    expect(largest({ ...allocated, measure: 'apparent' }, 2)).toEqual(['long', 'folder/big one']);
  });

  test('that a filter leaves', () => {
    const shown = new Uint8Array(sketched.tree.nodes.count);
    shown[sketched.node('folder/ONE')] = 1;
    const filter = sumMatches(sketched.tree, shown, allocated);
    expect(largest({ ...allocated, filter })).toEqual(['folder/ONE']);
  });

  test('are none where none are asked for', () => {
    expect(largest(allocated, 0)).toEqual([]);
  });
});

describe('entries whose name holds a text', () => {
  const find = (text: string, limit = 100, rules = allocated) => {
    const { total, nodes } = findNodes(new EntrySizes(sketched.tree, rules), text, limit);
    return [total, ...paths(nodes)];
  };

  test.each<[text: string, found: (number | string)[]]>([
    ['one', [3, 'folder/big one', 'folder/ONE', 'Übung one.txt']],
    ['übung', [1, 'Übung one.txt']],
    ['FOLD', [1, 'folder']],
    ['nowhere', [0]],
    ['', [0]],
    ['root', [0]],
    // No name goes on in the next one.
    ['txtlong', [0]],
    ['o', [6, 'folder', 'folder/big one', 'folder/ONE', 'long', 'Übung one.txt', 'mount']],
  ])('"%s"', (text, found) => {
    expect(find(text)).toEqual(found);
  });

  test('are counted also where they are too many to be shown', () => {
    expect(find('one', 1)).toEqual([3, 'folder/big one']);
  });

  test('are those that a filter leaves', () => {
    const shown = new Uint8Array(sketched.tree.nodes.count);
    shown[sketched.node('folder/ONE')] = 1;
    const filter = sumMatches(sketched.tree, shown, allocated);
    expect(find('o', 100, { ...allocated, filter })).toEqual([2, 'folder', 'folder/ONE']);
  });
});
