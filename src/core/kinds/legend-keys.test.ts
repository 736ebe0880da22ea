import { describe, expect, test } from 'vitest';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import type { ColourMode } from '../../contract/view.js';
import { DirectoryDepths } from '../tree/directory-depths.js';
import { FileKinds } from './file-kinds.js';
import { DEPTH_KEYS, LegendKeys } from './legend-keys.js';
import { MAX_OWNERS, OwnerKeys } from './owner-keys.js';

const now = 1_000_000_000;
const sketched = new SketchedTree({
  'a.mp4': special({ mtime: [BigInt(now - 3 * 86_400), 0], uid: 7 }),
  folder: { inside: { 'b.jpg': special({ mtime: [BigInt(now), 0], uid: 8 }) } },
});

describe('the key of the legend', () => {
  const { tree } = sketched;
  const legend = new LegendKeys(tree, new FileKinds(tree.nodes), now);
  const unranked = legend.keyFunction('owner');
  legend.rankOwners([8, 0]);

  test.each<[mode: ColourMode, path: string, key: number]>([
    ['type', 'a.mp4', 3],
    ['type', 'folder', 1],
    ['type', 'folder/inside/b.jpg', 2],
    ['age', 'a.mp4', 1],
    ['age', 'folder/inside/b.jpg', 0],
    ['depth', '', 0],
    ['depth', 'a.mp4', 1],
    ['depth', 'folder/inside/b.jpg', 3],
    ['owner', 'folder/inside/b.jpg', 0],
    ['owner', 'folder', 1],
    ['owner', 'a.mp4', 2],
  ])('by %s of "%s" is %i', (mode, path, key) => {
    expect(legend.colourOf(mode, sketched.node(path))).toBe(key);
  });

  test('by owner is that of another function once owners have other keys', () => {
    expect(legend.keyFunction('owner')).not.toBe(unranked);
    expect(legend.keyFunction('owner')).toBe(legend.keyFunction('owner'));
  });

  test('knows the depths of directories, and of nodes', () => {
    expect(legend.depthOf(sketched.directory('folder/inside'))).toBe(2);
    expect(legend.depthOfNode(sketched.node('folder/inside'))).toBe(2);
    expect(legend.depthOfNode(sketched.node('folder/inside/b.jpg'))).toBe(3);
  });

  test('by depth begins anew', () => {
    expect(legend.keyFunction('depth')(0, DEPTH_KEYS + 2)).toBe(2);
  });
});

describe('depths', () => {
  test('of directories that come later are found too, as deep as trees are', () => {
    const grown = new SketchedTree({ folder: {} });
    const depths = new DirectoryDepths(grown.tree.directories);
    expect(depths.of(grown.directory('folder'))).toBe(1);
    let path = 'folder';
    for (let level = 0; level < 2000; level++) {
      grown.add(path, { d: {} });
      path += '/d';
    }
    expect(depths.of(grown.directory(path))).toBe(2001);
    expect(depths.ofNode(grown.node(path))).toBe(2001);
  });
});

describe('owners', () => {
  const files = Array.from({ length: 15 }, (_, owner) => [`file ${owner}`, special({ uid: 100 + owner })]);
  const { tree, node } = withNodes(new SketchedTree(Object.fromEntries(files)));

  test('get keys as they appear, and keep them, until there are no more', () => {
    const keys = new OwnerKeys(tree.nodes);
    expect(keys.keyOf(node('file 14'))).toBe(MAX_OWNERS);
    expect(keys.keyOf(node('file 3'))).toBe(4);
    expect(keys.keyOf(node('file 0'))).toBe(1);
    expect(keys.keyOfOwner(0)).toBe(0);
    expect(keys.keyOfOwner(4711)).toBe(MAX_OWNERS);
  });

  test('get keys by rank', () => {
    const keys = new OwnerKeys(tree.nodes);
    keys.keyOf(node('file 3'));
    keys.rank(Array.from({ length: 15 }, (_, place) => 114 - place));
    expect(keys.keyOf(node('file 14'))).toBe(0);
    expect(keys.keyOf(node('file 4'))).toBe(10);
    expect(keys.keyOf(node('file 3'))).toBe(MAX_OWNERS);
  });
});

function withNodes(grown: SketchedTree) {
  return { tree: grown.tree, node: (path: string) => grown.node(path) };
}
