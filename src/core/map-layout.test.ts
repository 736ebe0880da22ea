import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendRoot, BatchBuilder } from '../../test/support/batch-builder.js';
import { buildTree, childrenOf } from '../../test/support/build-tree.js';
import { type ModelEntry, modelTree, modes, rootEntry } from '../../test/support/model-tree.js';
import { type Sketch, SketchedTree, special } from '../../test/support/sketch-tree.js';
import type { Measure } from '../contract/engine-protocol.js';
import { TileFlag } from '../contract/engine-protocol.js';
import { ENGINE_REFERENCE, NodeFlag } from '../contract/entry-batch.js';
import { EntrySizes } from './entry-sizes.js';
import { FileKinds } from './file-kinds.js';
import { sumMatches } from './filter-sums.js';
import { Legend } from './legend.js';
import type { MapFrame } from './map-frame.js';
import { MapLayout } from './map-layout.js';
import { decodeName } from './text.js';
import { newSenderNumbers, Tree } from './tree.js';

const view = { focus: 0, width: 400, height: 300, colours: 'type' as const };
/** So small that a thousandth of a quarter of it is too small for a tile. */
const small = { width: 80, height: 40 };
const sizesOf = (tree: Tree, measure: Measure = 'apparent') =>
  new EntrySizes(tree, { measure, everyLink: false });

function layoutOf(tree: Tree, mostTiles?: number, sizes = sizesOf(tree)): MapLayout {
  return new MapLayout(sizes, new Legend(tree, new FileKinds(tree.nodes), 0), mostTiles);
}

function lay(sketch: Sketch, changes: Partial<typeof view> = {}, mostTiles?: number) {
  const sketched = new SketchedTree(sketch);
  const frame = layoutOf(sketched.tree, mostTiles).layOut({ ...view, ...changes }, false);
  return { sketched, frame };
}

/** "path: x y width × height", rounded; the rest's with a star and its count. */
function describeTiles(sketched: SketchedTree, frame: MapFrame): string[] {
  return Array.from(frame.node, (node, tile) => {
    const [x, y, width, height] = [frame.x, frame.y, frame.width, frame.height].map((column) =>
      Math.round(column[tile]!),
    );
    const isRest = (frame.flags[tile]! & TileFlag.rest) !== 0;
    const rest = isRest ? ` *${frame.entries[tile]}` : '';
    return `${sketched.path(node)}${rest}: ${x} ${y} ${width} × ${height}`;
  });
}

const many = (count: number, bytes: number): Sketch =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`small ${index}`, bytes]));

describe('a map', () => {
  test.each<[title: string, sketch: Sketch, tiles: string[]]>([
    ['of nothing is the focus alone', {}, [': 0 0 400 × 300']],
    ['of one file is all that file', { a: 5 }, [': 0 0 400 × 300', 'a: 0 0 400 × 300']],
    [
      'has the largest first',
      { a: 100, b: 300 },
      [': 0 0 400 × 300', 'b: 0 0 300 × 300', 'a: 300 0 100 × 300'],
    ],
    [
      'has a frame with a header around what is in a folder',
      { a: 300, folder: { b: 50, c: 50 } },
      [
        ': 0 0 400 × 300',
        'a: 0 0 300 × 300',
        'folder: 300 0 100 × 300',
        'folder/b: 302 18 96 × 140',
        'folder/c: 302 158 96 × 140',
      ],
    ],
    [
      'has a thin frame without a header where there is less room',
      { a: 370, folder: { b: 30 } },
      [': 0 0 400 × 300', 'a: 0 0 370 × 300', 'folder: 370 0 30 × 300', 'folder/b: 371 1 28 × 298'],
    ],
    [
      'has no frame in small folders',
      { a: 390, folder: { b: 10 } },
      [': 0 0 400 × 300', 'a: 0 0 390 × 300', 'folder: 390 0 10 × 300', 'folder/b: 390 0 10 × 300'],
    ],
    ['leaves out what has no bytes', { a: 5, empty: 0, folder: {} }, [': 0 0 400 × 300', 'a: 0 0 400 × 300']],
  ])('%s', (_, sketch, tiles) => {
    const { sketched, frame } = lay(sketch);
    expect(describeTiles(sketched, frame)).toEqual(tiles);
  });

  test('makes one tile, the last, of what is too small', () => {
    const { sketched, frame } = lay({ a: 300_000, ...many(1000, 100), b: 0 }, small);
    expect(describeTiles(sketched, frame)).toEqual([
      ': 0 0 80 × 40',
      'a: 0 0 60 × 40',
      ' *1001: 60 0 20 × 40',
    ]);
    expect([frame.bytes[2], frame.node[2], frame.parent[2]]).toEqual([100_000, 0, 0]);
    expect(Array.from(frame.named)).toEqual([1]);
  });

  test('has no tile for what is too small even together', () => {
    const { frame } = lay({ a: 300_000, ...many(5, 1) });
    expect(frame.node.length).toBe(2);
  });

  test('leaves a small folder closed in which nothing can be seen', () => {
    const { sketched, frame } = lay({ a: 390_000, folder: many(1000, 1) });
    expect(describeTiles(sketched, frame).at(-1)).toBe('folder: 399 0 1 × 300');
    const larger = lay({ a: 30_000, folder: many(10_000, 1) }, { width: 160, height: 120 });
    expect(describeTiles(larger.sketched, larger.frame).at(-1)).toBe('folder *10000: 121 1 38 × 118');
  });

  test('has about as many tiles as it may, the largest ones', () => {
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}`, 1000 + index]));
    const { sketched, frame } = lay({ x: files, y: files }, {}, 1000);
    expect(frame.node.length).toBeGreaterThan(500);
    expect(frame.node.length).toBeLessThanOrEqual(1000);
    const shown = Array.from(frame.bytes.filter((_, tile) => frame.depth[tile] === 2));
    const rests = describeTiles(sketched, frame).filter((line) => line.includes('*'));
    expect(rests.length).toBe(2);
    const least = Math.min(...shown);
    expect(least).toBeGreaterThan(1400);
    // Of the same size in both folders: both are shown, or none is.
    expect(shown.filter((bytes) => bytes === least).length).toBe(2);
  });

  test('shows some of what is equal, where that is too much, and the others as the rest', () => {
    const { frame } = lay({ ...many(3000, 50), large: 60 }, {}, 1000);
    expect(frame.node.length).toBe(802);
    expect([frame.bytes[1], frame.bytes[2], frame.entries[801]]).toEqual([60, 50, 2201]);
  });

  test('shows equals in a huge folder by name, whichever came first', () => {
    const names = Array.from({ length: 4200 }, (_, index) => `${10_000 + ((index * 1237) % 4200)}`);
    const { sketched, frame } = lay(Object.fromEntries(names.map((name) => [`f${name}`, 5])));
    const shown = Array.from(frame.node, (node) => sketched.path(node)).slice(1);
    expect(shown).toEqual(names.map((name) => `f${name}`).sort());
  });

  test('counts what can be seen only: a deep chain of small folders takes no tiles from others', () => {
    const files = Array.from({ length: 300 }, (_, index) => file(`f${index}`, 0, 1000n));
    const chain = Array.from({ length: 2000 }, (_, index) => folder(index === 0 ? 0 : 300 + index));
    const tree = buildTree([{ ...rootEntry, blocks: 0n }, ...files, ...chain, file('last', 2300, 250n)]);
    const frame = layoutOf(tree, 1000).layOut(view, false);
    expect(frame.depth.filter((depth) => depth === 1).length).toBe(301);
  });

  test('stops where there are many more tiles than were expected', () => {
    const failed = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, special({ errno: 13 })]));
    const folders = Array.from({ length: 40 }, (_, index) => [`folder ${index}`, { file: 100, ...failed }]);
    const { frame } = lay(Object.fromEntries(folders), {}, 100);
    expect(frame.node.length).toBeGreaterThan(100);
    expect(frame.node.length).toBeLessThan(140);
  });

  test('tells what tiles are', () => {
    const { sketched, frame } = lay({ 'a.mp4': 300, folder: { 'b.jpg': 100, c: 20 } });
    const tile = frame.node.indexOf(sketched.node('folder'));
    const [movie, picture] = ['a.mp4', 'folder/b.jpg'].map((path) => frame.node.indexOf(sketched.node(path)));
    expect(Array.from(frame.parent)).toEqual([0, 0, 0, tile, tile]);
    expect(Array.from(frame.depth)).toEqual([0, 1, 1, 2, 2]);
    expect(Array.from(frame.bytes)).toEqual([420, 300, 120, 100, 20]);
    expect(Array.from(frame.entries)).toEqual([3, 1, 2, 1, 1]);
    expect([frame.colour[movie!], frame.colour[picture!], frame.colour[tile]]).toEqual([3, 2, 1]);
    expect(Array.from(frame.flags)).toEqual([TileFlag.directory, 0, TileFlag.directory, 0, 0]);
  });

  test('has names where there is room', () => {
    const { sketched, frame } = lay({ large: 3000, folder: { b: 800, tiny: 3 }, small: { c: 40 } });
    const names = decodeName(frame.names).split('\0').slice(0, -1);
    expect(names).toEqual(['large', 'folder', 'b']);
    expect(Array.from(frame.named, (tile) => sketched.path(frame.node[tile]!))).toEqual([
      'large',
      'folder',
      'folder/b',
    ]);
  });

  test('begins at the focus, and tells the way there', () => {
    const sketched = new SketchedTree({ a: 100, folder: { inside: { b: 10, c: 10 } } });
    const focus = sketched.node('folder/inside');
    const frame = layoutOf(sketched.tree).layOut({ ...view, focus, colours: 'depth' }, false);
    expect(describeTiles(sketched, frame)[0]).toBe('folder/inside: 0 0 400 × 300');
    expect(Array.from(frame.path, (node) => sketched.path(node))).toEqual(['', 'folder', 'folder/inside']);
    expect(frame.pathNames.map(decodeName)).toEqual(['/root', 'folder', 'inside']);
    expect(Array.from(frame.depth)).toEqual([0, 1, 1]);
    // Colours by depth are those of the whole tree.
    expect(Array.from(frame.colour)).toEqual([2, 3, 3]);
  });

  test('of a file is that file alone', () => {
    const sketched = new SketchedTree({ folder: { b: 10 } });
    const frame = layoutOf(sketched.tree).layOut({ ...view, focus: sketched.node('folder/b') }, false);
    expect(describeTiles(sketched, frame)).toEqual(['folder/b: 0 0 400 × 300']);
    expect(Array.from(frame.path, (node) => sketched.path(node))).toEqual(['', 'folder', 'folder/b']);
  });

  test.each([
    [0, 300],
    [400, 0],
  ])('%i × %i pixels large has no tiles but the focus', (width, height) => {
    expect(lay({ a: 5 }, { width, height }).frame.node.length).toBe(1);
  });

  test('of a tree of which nothing is known yet is one empty tile', () => {
    const frame = layoutOf(new Tree()).layOut(view, true);
    expect([...frame.bytes, ...frame.flags]).toEqual([0, 0]);
  });

  test('does not look at entries again while nothing changes', () => {
    const sketched = new SketchedTree({ a: 1000, folder: { b: 300, c: 5000 }, d: 100 });
    const rules = { measure: 'apparent', everyLink: false } as const;
    const all = sumMatches(sketched.tree, new Uint8Array(sketched.tree.nodes.count).fill(1), rules);
    let looks = 0;
    const includes = (node: number): boolean => {
      looks++;
      return all.includes(node);
    };
    const sizes = new EntrySizes(sketched.tree, { ...rules, filter: { ...all, includes } });
    const layout = layoutOf(sketched.tree, undefined, sizes);
    for (const isScanning of [false, true]) {
      looks = 0;
      layout.layOut(view, isScanning);
      expect(looks).toBeGreaterThan(0);
      looks = 0;
      layout.useSizes(sizes);
      layout.layOut({ ...view, width: 397 }, isScanning);
      expect(looks).toBe(0);
    }
  });

  test('shows what a filter leaves, by what it leaves of folders', () => {
    const sketched = new SketchedTree({ a: 1000, folder: { b: 300, c: 5000 }, d: 100 });
    const shown = new Uint8Array(sketched.tree.nodes.count);
    for (const path of ['folder/b', 'd']) shown[sketched.node(path)] = 1;
    const rules = { measure: 'apparent', everyLink: false } as const;
    const layout = layoutOf(sketched.tree);
    expect(layout.layOut(view, false).node.length).toBe(6);
    const filter = sumMatches(sketched.tree, shown, rules);
    layout.useSizes(new EntrySizes(sketched.tree, { ...rules, filter }));
    expect(describeTiles(sketched, layout.layOut(view, false))).toEqual([
      ': 0 0 400 × 300',
      'folder: 0 0 300 × 300',
      'd: 300 0 100 × 300',
      'folder/b: 2 18 296 × 280',
    ]);
  });
});

describe('what has no honest size', () => {
  const sketch = {
    a: 900,
    mount: special({ mode: modes.directory, flags: NodeFlag.otherMount, blocks: 8n }),
    left: special({ flags: NodeFlag.excluded }),
    failed: special({ errno: 13 }),
    folder: { locked: {}, half: { b: 300 } },
  };
  const options = { failing: { 'folder/locked': 13, 'folder/half': 5 }, pending: [] };

  test('is flagged, and has a sliver at the bottom if it has no area', () => {
    const sketched = new SketchedTree(sketch, options);
    const frame = layoutOf(sketched.tree).layOut(view, false);
    expect(describeTiles(sketched, frame)).toEqual([
      ': 0 0 400 × 300',
      'a: 0 0 300 × 292',
      'folder: 300 0 100 × 292',
      'mount: 0 292 32 × 8',
      'left: 32 292 32 × 8',
      'failed: 64 292 32 × 8',
      'folder/half: 302 18 96 × 264',
      'folder/locked: 302 282 32 × 8',
      'folder/half/b: 304 36 92 × 244',
    ]);
    expect(Array.from(frame.flags).slice(3, 8)).toEqual([
      TileFlag.directory | TileFlag.otherMount,
      TileFlag.excluded,
      TileFlag.unreadable,
      TileFlag.directory | TileFlag.unreadable,
      TileFlag.directory | TileFlag.unreadable,
    ]);
  });

  test('has none where there is no room', () => {
    const sketched = new SketchedTree(sketch, options);
    const frame = layoutOf(sketched.tree).layOut({ ...view, width: 400, height: 31 }, false);
    expect(Array.from(frame.node)).not.toContain(sketched.node('mount'));
    expect(Array.from(frame.node)).toContain(sketched.node('folder/half/b'));
  });

  test('has as many as there is room for', () => {
    const mounts = Array.from({ length: 100 }, (_, index) => [
      `mount ${index}`,
      special({ mode: modes.directory, flags: NodeFlag.otherMount }),
    ]);
    const { frame } = lay({ a: 100, ...Object.fromEntries(mounts) }, { width: 100 });
    const slivers = Array.from(frame.width).filter(
      (_, tile) => (frame.flags[tile]! & TileFlag.otherMount) !== 0,
    );
    expect(slivers).toEqual(new Array(12).fill(Math.fround(100 / 12)));
  });

  test('is not counted in the rest', () => {
    const failed = special({ errno: 13 });
    const { sketched, frame } = lay({ a: 300_000, ...many(1000, 100), failed, 'failed 2': failed }, small);
    expect(describeTiles(sketched, frame)[2]).toBe(' *1000: 60 0 20 × 32');
  });

  test('are folders that were not read, once the scan has ended', () => {
    const sketched = new SketchedTree({ a: 900, folder: {} }, { pending: ['folder'] });
    const layout = layoutOf(sketched.tree);
    expect(layout.layOut(view, true).node.length).toBe(2);
    const frame = layout.layOut(view, false);
    expect(frame.flags[2]).toBe(TileFlag.directory | TileFlag.partial);
  });

  test('are further names of an inode, which have an area where every name counts', () => {
    const twin = special({ links: 2, inode: 7n, apparentBytes: 700n, blocks: 2n });
    const sketched = new SketchedTree({ a: 700, twin, 'twin 2': twin });
    const layout = layoutOf(sketched.tree);
    expect(Array.from(layout.layOut(view, false).flags)).toEqual([TileFlag.directory, 0, 0]);
    layout.useSizes(new EntrySizes(sketched.tree, { measure: 'apparent', everyLink: true }));
    expect(Array.from(layout.layOut(view, false).flags)).toEqual([
      TileFlag.directory,
      0,
      0,
      TileFlag.duplicate,
    ]);
  });
});

describe('while a scan runs, a map', () => {
  /** The names in the root from left to right, and from top to bottom. */
  const arrangement = (sketched: SketchedTree, frame: MapFrame) =>
    Array.from(frame.node.keys())
      .filter((tile) => frame.depth[tile] === 1)
      .sort((a, b) => frame.x[a]! - frame.x[b]! || frame.y[a]! - frame.y[b]!)
      .map((tile) => sketched.path(frame.node[tile]!))
      .join(' ');

  test('keeps tiles where they are as they grow, until the scan ends', () => {
    const sketched = new SketchedTree({ a: { x: 1100 }, b: { x: 1060 }, c: { x: 100 } });
    const layout = layoutOf(sketched.tree);
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
    sketched.add('b', { y: 200 });
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
    expect(arrangement(sketched, layout.layOut(view, false))).toBe('b a c');
  });

  test('is laid out anew where tiles would become far from square', () => {
    const sketched = new SketchedTree({ a: { x: 1100 }, b: { x: 1060 }, c: { x: 100 } });
    const layout = layoutOf(sketched.tree);
    layout.layOut(view, true);
    sketched.add('c', { y: 50_000 });
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('c a b');
  });

  test('lets new names come behind those that are there', () => {
    const sketched = new SketchedTree({ a: 1100, b: 1060 });
    const layout = layoutOf(sketched.tree);
    layout.layOut(view, true);
    sketched.add('', { c: 1200 });
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
    expect(arrangement(sketched, layout.layOut(view, false))).toBe('c a b');
  });

  test('lets the rest stay where it is', () => {
    const sketched = new SketchedTree({ a: 100_000, ...many(1000, 100) });
    const layout = layoutOf(sketched.tree);
    const first = layout.layOut({ ...view, ...small }, true);
    expect(first.flags[2]).toBe(TileFlag.rest);
    sketched.add('', { b: 30_000 });
    const second = layout.layOut({ ...view, ...small }, true);
    const restOf = (frame: MapFrame) => frame.flags.indexOf(TileFlag.rest);
    expect([first.x[restOf(first)], second.x[restOf(second)]]).toEqual([first.width[1], second.width[1]]);
    expect(second.x[second.node.indexOf(sketched.node('b'))]).toBeGreaterThan(second.x[restOf(second)]!);
  });

  test('keeps tiles where they are through a change of the measure too', () => {
    const sketched = new SketchedTree({ a: 1100, b: 1060 });
    const layout = layoutOf(sketched.tree);
    layout.layOut(view, true);
    sketched.add('', { c: 1200 });
    layout.useSizes(sizesOf(sketched.tree, 'allocated'));
    expect(arrangement(sketched, layout.layOut(view, true))).toBe('a b c');
  });

  test('shows what a filter leaves of what has grown', () => {
    const sketched = new SketchedTree({ a: { x: 1100 }, b: { x: 1060 } });
    const layout = layoutOf(sketched.tree);
    const filtered = (...paths: string[]) => {
      const shown = new Uint8Array(sketched.tree.nodes.count);
      for (const path of paths) shown[sketched.node(path)] = 1;
      const rules = { measure: 'apparent', everyLink: false } as const;
      layout.useSizes(
        new EntrySizes(sketched.tree, { ...rules, filter: sumMatches(sketched.tree, shown, rules) }),
      );
      return arrangement(sketched, layout.layOut(view, true));
    };
    layout.layOut(view, true);
    expect(filtered('a/x')).toBe('a');
    expect(filtered('b/x')).toBe('b');
    sketched.add('b', { y: 200 });
    const frame = layout.layOut(view, true);
    expect(frame.bytes[0]).toBe(1060);
    filtered('b/x', 'b/y');
    expect(layout.layOut(view, true).bytes[0]).toBe(1260);
  });

  test('sees what has changed below a folder that was not looked at for a while', () => {
    const sketched = new SketchedTree({ a: { x: { y: 1100 } }, b: { z: 1060 } });
    const layout = layoutOf(sketched.tree);
    const bytesOf = (frame: MapFrame, path: string) => frame.bytes[frame.node.indexOf(sketched.node(path))];
    layout.layOut(view, true);
    sketched.add('a/x', { w: 500 });
    layout.layOut({ ...view, focus: sketched.node('b') }, true);
    layout.layOut({ ...view, width: 5, height: 5 }, true);
    const frame = layout.layOut(view, true);
    expect([bytesOf(frame, 'a/x'), bytesOf(frame, 'a/x/w')]).toEqual([1600, 500]);
  });

  test('moves little: on average no tile by more than a twentieth of the map in a step', () => {
    const sketched = new SketchedTree(
      Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [`folder ${index}`, many(20, 100 + index)]),
      ),
    );
    const layout = layoutOf(sketched.tree);
    let before = layout.layOut(view, true);
    const moves: number[] = [];
    for (let step = 0; step < 30; step++) {
      sketched.add(`folder ${(step * 7) % 10}`, { [`new ${step}`]: 700, [`newer ${step}`]: 70 });
      const frame = layout.layOut(view, true);
      moves.push(meanMovement(before, frame) / view.width);
      before = frame;
    }
    expect(moves.reduce((sum, move) => sum + move, 0) / moves.length).toBeLessThan(0.05);
  });

  test('is in the end the same as if it had been laid out at once', () => {
    fc.assert(
      fc.property(modelTree, (model) => {
        const tree = buildTree(model);
        const expected = layoutOf(tree).layOut(view, false);
        const grown = growingTree(model);
        const layout = layoutOf(grown.tree);
        for (const grow of grown.steps) {
          grow();
          layout.layOut(view, true);
        }
        const frame = layout.layOut(view, false);
        expect(namesOf(grown.tree, frame)).toEqual(namesOf(tree, expected));
        expect(frame.x).toEqual(expected.x);
      }),
      { numRuns: 30 },
    );
  });
});

describe('of any tree, a map', () => {
  const anyView = fc.record({
    focus: fc.constant(0),
    width: fc.integer({ min: 1, max: 2000 }),
    height: fc.integer({ min: 1, max: 2000 }),
    colours: fc.constantFrom('type' as const, 'age' as const, 'depth' as const, 'owner' as const),
  });

  test('has each tile within its parent, apart from its siblings, as large as its bytes', () => {
    fc.assert(
      fc.property(
        modelTree,
        anyView,
        fc.constantFrom<Measure>('apparent', 'allocated'),
        (model, at, measure) => {
          const tree = buildTree(model);
          const frame = layoutOf(tree, undefined, sizesOf(tree, measure)).layOut(at, false);
          checkNesting(frame);
          checkAreas(frame);
        },
      ),
    );
  });

  test('stays the same when it is laid out again', () => {
    fc.assert(
      fc.property(modelTree, anyView, (model, at) => {
        const layout = layoutOf(buildTree(model));
        const first = layout.layOut(at, false);
        layout.layOut({ ...at, width: at.width + 7 }, false);
        expect(layout.layOut(at, false)).toEqual(first);
      }),
    );
  });

  test('does not go deeper than what can be seen', () => {
    const chain: ModelEntry[] = [{ ...rootEntry, blocks: 0n }];
    for (let depth = 0; depth < 12_000; depth++) {
      chain.push({ ...rootEntry, name: Buffer.from('d'), parent: depth, inode: BigInt(depth + 10) });
    }
    chain.push({
      ...rootEntry,
      name: Buffer.from('f'),
      parent: 12_000,
      mode: modes.file,
      links: 1,
      inode: 9n,
    });
    const tree = buildTree(chain);
    const frame = layoutOf(tree).layOut(view, false);
    expect(frame.node.length).toBeLessThan(200);
    const deepest = tree.nodes.count - 2;
    expect(layoutOf(tree).layOut({ ...view, focus: deepest }, false).path.length).toBe(12_001);
  });
});

const file = (name: string, parent: number, apparentBytes: bigint): ModelEntry => ({
  ...{ ...rootEntry, name: Buffer.from(name), parent, mode: modes.file, links: 1, apparentBytes },
  inode: BigInt(name.length * 1000 + parent),
});

const folder = (parent: number): ModelEntry => ({
  ...{ ...rootEntry, name: Buffer.from('d'), parent, blocks: 0n },
  inode: BigInt(100_000 + parent),
});

/** How far the middles of tiles that are in both frames have moved, in pixels. */
function meanMovement(before: MapFrame, frame: MapFrame): number {
  const places = new Map(Array.from(before.node, (node, tile) => [node, tile]));
  const moves = Array.from(frame.node).flatMap((node, tile) => {
    const old = places.get(node);
    if (old === undefined) return [];
    const across = frame.x[tile]! + frame.width[tile]! / 2 - before.x[old]! - before.width[old]! / 2;
    const down = frame.y[tile]! + frame.height[tile]! / 2 - before.y[old]! - before.height[old]! / 2;
    return [Math.hypot(across, down)];
  });
  return moves.reduce((sum, move) => sum + move, 0) / moves.length;
}

/** The tree of a model, and a step for each directory that is read. */
function growingTree(model: readonly ModelEntry[]) {
  const tree = new Tree();
  appendRoot(tree, model[0]!);
  const sender = newSenderNumbers();
  const builder = new BatchBuilder();
  const children = childrenOf(model);
  const references = new Map([[0, ENGINE_REFERENCE]]);
  const steps = Array.from(children, ([directory, inside]) => () => {
    for (const child of inside) if (children.has(child)) references.set(child, references.size - 1);
    const rows = inside.map((child) => model[child]!);
    tree.append(builder.section(references.get(directory)!, rows).build(), sender);
  });
  return { tree, steps };
}

const namesOf = (tree: Tree, frame: MapFrame) =>
  Array.from(frame.node, (node) => decodeName(tree.nodes.name(node)));

function checkNesting(frame: MapFrame): void {
  const slack = 1e-3;
  frame.parent.forEach((parent, tile) => {
    if (tile === 0) return;
    expect(parent).toBeLessThan(tile);
    expect(parent).toBeGreaterThanOrEqual(frame.parent[tile - 1]!);
    expect(frame.depth[tile]).toBe(frame.depth[parent]! + 1);
    expect(frame.x[tile]!).toBeGreaterThanOrEqual(frame.x[parent]! - slack);
    expect(frame.y[tile]!).toBeGreaterThanOrEqual(frame.y[parent]! - slack);
    expect(frame.x[tile]! + frame.width[tile]!).toBeLessThanOrEqual(
      frame.x[parent]! + frame.width[parent]! + slack,
    );
    expect(frame.y[tile]! + frame.height[tile]!).toBeLessThanOrEqual(
      frame.y[parent]! + frame.height[parent]! + slack,
    );
    for (let other = tile - 1; other > 0 && frame.parent[other] === parent; other--) {
      const apart = Math.max(
        frame.x[tile]! - frame.x[other]! - frame.width[other]!,
        frame.x[other]! - frame.x[tile]! - frame.width[tile]!,
        frame.y[tile]! - frame.y[other]! - frame.height[other]!,
        frame.y[other]! - frame.y[tile]! - frame.height[tile]!,
      );
      expect(apart).toBeGreaterThanOrEqual(-slack);
    }
  });
}

/** Siblings have areas in the ratio of their bytes, to within what single precision leaves. */
function checkAreas(frame: MapFrame): void {
  const perByte = new Map<number, number>();
  frame.parent.forEach((parent, tile) => {
    const area = frame.width[tile]! * frame.height[tile]!;
    if (tile === 0 || frame.bytes[tile] === 0) return;
    const density = area / frame.bytes[tile]!;
    const known = perByte.get(parent) ?? density;
    perByte.set(parent, known);
    const error = Math.abs(area - known * frame.bytes[tile]!);
    expect(error).toBeLessThan(0.01 * area + 0.1);
  });
}
