import { describe, expect, test } from 'vitest';
import { type Sketch, SketchedTree } from '../../../test/support/trees/sketch-tree.js';
import { EntrySizes } from '../view/entry-sizes.js';
import { NameCache } from './name-cache.js';

const sizesOf = ({ tree }: SketchedTree) => new EntrySizes(tree, { measure: 'apparent', everyLink: false });

function listOf(lists: NameCache, sketched: SketchedTree, path: string, share = 0): string {
  const slot = lists.get(sketched.directory(path), share);
  const nodes = lists.names.node.subarray(lists.first[slot], lists.end[slot]);
  return Array.from(nodes, (node) => sketched.path(node).slice(path === '' ? 0 : path.length + 1)).join(' ');
}

describe('the lists of a map', () => {
  test('have the largest first, equals as they were read, and nothing that is empty', () => {
    const sketched = new SketchedTree({ a: 5, b: 7, c: 0, d: 5, e: { f: 6 } });
    const lists = new NameCache(sizesOf(sketched), 100);
    expect(listOf(lists, sketched, '')).toBe('b e a d');
    const slot = lists.get(0, 0);
    expect([lists.total[slot], lists.count[slot]]).toEqual([23, 5]);
  });

  test('of a large folder have what was asked for, and more only when more is asked for', () => {
    const names = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`n${index}`, 2 ** (index % 20)]),
    );
    const sketched = new SketchedTree(names);
    const lists = new NameCache(sizesOf(sketched), 10_000);
    const countFrom = (share: number) => listOf(lists, sketched, '', share).split(' ').length;
    const total = 100 * (2 ** 20 - 1);
    expect(countFrom(2 ** 15 / total)).toBe(700);
    expect(countFrom(2 ** 13 / total)).toBe(700);
    expect(countFrom(2 ** 12 / total)).toBe(1000);
    expect(countFrom(2 ** 19 / total)).toBe(1000);
    expect(countFrom(0)).toBe(2000);
  });

  test('are cut where there are too many, and then that is all', () => {
    const names = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`n${index}`, 1 + index]));
    const sketched = new SketchedTree(names);
    const lists = new NameCache(sizesOf(sketched), 3);
    expect(listOf(lists, sketched, '')).toBe('n1999 n1998 n1997');
    expect(listOf(lists, sketched, '', 1e-9)).toBe('n1999 n1998 n1997');
  });

  test('stay right, and take no more room than twice what is in them, however often they are made anew', () => {
    const folders = ['a', 'b', 'c'];
    const sketched = new SketchedTree(
      Object.fromEntries(folders.map((folder) => [folder, filesFrom(0, 800)])),
    );
    const lists = new NameCache(sizesOf(sketched), 10_000);
    const lengths: number[] = [];
    for (let round = 1; round <= 12; round++) {
      lists.startFrame(true);
      sketched.add(folders[round % 3]!, { [`new ${round}`]: 10_000 + round });
      folders.forEach((folder, index) => {
        const grown = listOf(lists, sketched, folder).match(/new \d+/g) ?? [];
        const rounds = Array.from({ length: round }, (_, back) => round - back);
        expect(grown).toEqual(rounds.filter((each) => each % 3 === index).map((each) => `new ${each}`));
      });
      expect(listOf(lists, sketched, '').split(' ').length).toBe(3);
      lengths.push(lists.names.length);
    }
    expect(Math.max(...lengths)).toBeLessThan(2 * 2412 + 4096);
  });
});

const filesFrom = (from: number, count: number): Sketch =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`file ${from + index}`, 1000 - index]));
