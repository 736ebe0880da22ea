import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { describeTiles, lay, layoutOf, many, small, view } from '../../../test/support/trees/map.js';
import { type ModelEntry, modes, rootEntry } from '../../../test/support/trees/model-tree.js';
import { type Sketch, SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { TileFlag } from '../../contract/entries.js';
import { decodeName } from '../columns/text.js';
import { sumMatches } from '../filter/sums.js';
import { Tree } from '../tree/tree.js';
import { EntrySizes } from '../view/entry-sizes.js';

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
      layout.takeSizes(sizes);
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
    layout.takeSizes(new EntrySizes(sketched.tree, { ...rules, filter }));
    expect(describeTiles(sketched, layout.layOut(view, false))).toEqual([
      ': 0 0 400 × 300',
      'folder: 0 0 300 × 300',
      'd: 300 0 100 × 300',
      'folder/b: 2 18 296 × 280',
    ]);
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
