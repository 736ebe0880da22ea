import { describe, expect, test } from 'vitest';
import { SketchedTree } from '../../../test/support/trees/sketch-tree.js';
import { FileKinds } from '../kinds/file-kinds.js';
import { LegendKeys } from '../kinds/legend-keys.js';
import type { Tree } from '../tree/tree.js';
import { EntrySizes } from '../view/entry-sizes.js';
import { MapLayout } from './layout.js';
import { type Direction, neighbour, tileAt, tilesIn } from './navigation.js';

const sketched = new SketchedTree({
  a: 300,
  folder: { b: 50, c: 25, d: 25 },
  other: { e: 100 },
  f: 100,
});
const frame = layOut(sketched.tree);
const path = (tile: number) => (tile < 0 ? '-' : sketched.path(frame.node[tile]!));
const tileOf = (name: string) => frame.node.indexOf(sketched.node(name));

function layOut(tree: Tree) {
  const sizes = new EntrySizes(tree, { measure: 'apparent', everyLink: false });
  const layout = new MapLayout(sizes, new LegendKeys(tree, new FileKinds(tree.nodes), 0));
  return layout.layOut({ focus: 0, width: 600, height: 400, colours: 'type' }, false);
}

describe('the tile at a point', () => {
  test('is the deepest of those that hold it, for every point', () => {
    for (let x = 0.5; x < 600; x += 7) {
      for (let y = 0.5; y < 400; y += 7) {
        let expected = -1;
        frame.node.forEach((_, tile) => {
          const isAcross = x >= frame.x[tile]! && x < frame.x[tile]! + frame.width[tile]!;
          const isDown = y >= frame.y[tile]! && y < frame.y[tile]! + frame.height[tile]!;
          if (isAcross && isDown) expected = tile;
        });
        expect(tileAt(frame, x, y)).toBe(expected);
      }
    }
  });

  test('is the folder on its header', () => {
    const tile = tileOf('folder');
    expect(path(tileAt(frame, frame.x[tile]! + 20, frame.y[tile]! + 9))).toBe('folder');
  });

  test.each([
    [-1, 10],
    [10, -1],
    [600, 10],
    [10, 400],
    [NaN, 10],
  ])('is none outside of the map: %d, %d', (x, y) => {
    expect(tileAt(frame, x, y)).toBe(-1);
  });

  test('is none in a frame without tiles', () => {
    const empty = new Float32Array();
    const columns = { x: empty, y: empty, width: empty, height: empty };
    expect(tileAt({ ...columns, parent: new Uint32Array(), depth: new Uint16Array() }, 0, 0)).toBe(-1);
  });
});

describe('the tiles in a tile', () => {
  test.each([
    ['', ['a', 'f', 'folder', 'other']],
    ['folder', ['folder/b', 'folder/c', 'folder/d']],
    ['other', ['other/e']],
    ['a', []],
  ])('of "%s"', (name, expected) => {
    const [from, to] = tilesIn(frame, tileOf(name));
    expect(Array.from({ length: to - from }, (_, index) => path(from + index)).sort()).toEqual(expected);
  });
});

describe('arrow keys', () => {
  const move = (from: string, direction: Direction) => path(neighbour(frame, tileOf(from), direction));

  test('go to neighbours on the same level, out of one folder and into the next', () => {
    const described = ['a', 'f', 'folder', 'other', 'folder/b', 'folder/c', 'folder/d', 'other/e'].map(
      (from) => {
        const moves = (['left', 'right', 'up', 'down'] as const).map((direction) => move(from, direction));
        return `${from}: ${moves.join(' ')}`;
      },
    );
    expect(described).toMatchInlineSnapshot(`
      [
        "a: - folder - -",
        "f: a - folder -",
        "folder: a other - f",
        "other: folder - - f",
        "folder/b: a other/e - folder/c",
        "folder/c: a folder/d folder/b f",
        "folder/d: folder/c other/e folder/b f",
        "other/e: folder/b - - f",
      ]
    `);
  });

  test('come to every tile of a level', () => {
    const random = new SketchedTree(
      Object.fromEntries(
        Array.from({ length: 12 }, (_, folder) => [
          `folder ${folder}`,
          Object.fromEntries(
            Array.from({ length: 1 + ((folder * 7) % 9) }, (__, file) => [
              `${file}`,
              1 + ((folder * file * 37) % 101),
            ]),
          ),
        ]),
      ),
    );
    const map = layOut(random.tree);
    const reached = new Set([1]);
    for (const tile of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(map, tile, direction);
        if (next >= 0) reached.add(next);
      }
    }
    expect(reached.size).toBe(map.depth.filter((depth) => depth === 1).length);
  });

  test.each<[title: string, others: [number, number, number, number][], expected: number]>([
    [
      'straight ahead rather than near but aside',
      [
        [40, 100, 10, 20],
        [10, 130, 10, 20],
      ],
      2,
    ],
    ['near but aside, where there is nothing ahead', [[10, 125, 10, 20]], 2],
    ['nowhere, where all is far aside', [[10, 200, 10, 20]], -1],
    [
      'the nearer of two that are ahead',
      [
        [40, 100, 10, 20],
        [30, 90, 10, 40],
      ],
      3,
    ],
    ['not to what it stands beside only in part', [[5, 100, 10, 20]], -1],
  ])('go %s', (_, others, expected) => {
    const rectangles = [[0, 0, 300, 300], [0, 100, 10, 20], ...others];
    const column = (index: number) => Float32Array.from(rectangles, (rectangle) => rectangle[index]!);
    const tiles = {
      ...{ x: column(0), y: column(1), width: column(2), height: column(3) },
      parent: new Uint32Array(rectangles.length),
      depth: Uint16Array.from(rectangles, (_rectangle, tile) => Math.min(tile, 1)),
    };
    expect(neighbour(tiles, 1, 'right')).toBe(expected);
  });

  test('never go back the way they came', () => {
    frame.node.forEach((_, tile) => {
      const right = neighbour(frame, tile, 'right');
      if (right >= 0)
        expect(frame.x[right]!).toBeGreaterThanOrEqual(frame.x[tile]! + frame.width[tile]! - 0.01);
      const up = neighbour(frame, tile, 'up');
      if (up >= 0) expect(frame.y[up]! + frame.height[up]!).toBeLessThanOrEqual(frame.y[tile]! + 0.01);
    });
  });
});
