import { describe, expect, test } from 'vitest';
import { Directories } from './directories.js';

/**
 * Nodes 1 and 2 in the root, 3 to 5 in the directory at node 1, 6 in the root again, 7 in the directory at 4.
 */
function example(): Directories {
  const directories = new Directories();
  directories.add(0, -1, 0, 0, 0);
  directories.addSection(0, 1, 3);
  directories.add(1, 0, 11, 12, 13);
  directories.addSection(1, 3, 6);
  directories.add(4, 1, 0, 0, 0);
  directories.addSection(0, 6, 7);
  directories.addSection(2, 7, 8);
  directories.add(6, 0, 0, 0, 0);
  return directories;
}

const nodes = [0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('a directory', () => {
  test('is found by its node, and no other node finds one', () => {
    const directories = example();
    expect(nodes.map((node) => directories.ofNode(node))).toEqual([0, 1, -1, -1, 2, -1, 3, -1, -1]);
  });

  test('knows its node and its parent', () => {
    const directories = example();
    expect([0, 1, 2, 3].map((directory) => directories.node(directory))).toEqual([0, 1, 4, 6]);
    expect([0, 1, 2, 3].map((directory) => directories.parent(directory))).toEqual([-1, 0, 1, 0]);
  });

  test('has the sections that it was given, in their order', () => {
    const directories = example();
    const sections = [0, 1, 2, 3].map((directory) => {
      const found: number[][] = [];
      directories.eachSection(directory, (start, end) => found.push([start, end]));
      return found;
    });
    expect(sections).toEqual([
      [
        [1, 3],
        [6, 7],
      ],
      [[3, 6]],
      [[7, 8]],
      [],
    ]);
    expect([0, 1, 2, 3].map((directory) => directories.size(directory))).toEqual([3, 3, 1, 0]);
    expect([0, 1, 2, 3].map((directory) => directories.hasNames(directory))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

test('a node is held by the directory whose section it is in, and the root by none', () => {
  const directories = example();
  expect(nodes.slice(0, 8).map((node) => directories.holding(node))).toEqual([-1, 0, 0, 1, 1, 1, 0, 2]);
});

test('the first directory from a node on is the one at it, or the next, or none', () => {
  const directories = example();
  expect(nodes.map((node) => directories.firstFrom(node))).toEqual([0, 1, 2, 2, 2, 3, 3, 4, 4]);
});

test('100,000 directories of one name each are found', () => {
  const directories = new Directories();
  directories.add(0, -1, 0, 0, 0);
  for (let node = 1; node <= 100_000; node++) {
    directories.addSection(node - 1, node, node + 1);
    directories.add(node, node - 1, 0, 0, 0);
  }
  const wrong = Array.from({ length: 100_000 }, (_, index) => index + 1).filter(
    (node) => directories.ofNode(node) !== node || directories.holding(node) !== node - 1,
  );
  expect(wrong).toEqual([]);
});
