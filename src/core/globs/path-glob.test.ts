import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { type ModelEntry, modelTree } from '../../../test/support/trees/model-tree.js';
import { type Sketch, SketchedTree } from '../../../test/support/trees/sketch-tree.js';
import { walkTree } from '../../../test/support/trees/tree-contents.js';
import { isDirectory } from '../tree/mode.js';
import { directoryPath } from '../tree/paths.js';
import type { Tree } from '../tree/tree.js';
import { compileExclusion } from './exclusion.js';
import { findGlobProblem } from './glob-parser.js';
import { compilePathGlob } from './path-glob.js';

function matched(tree: Tree, glob: string): Set<number> {
  const { nodes, directories } = tree;
  const out = new Uint8Array(nodes.count);
  const range = { from: 0, to: nodes.count, firstSection: 0, endSection: directories.sectionCount };
  compilePathGlob(tree, glob)(range, out, new Uint8Array(nodes.count).fill(1));
  return new Set(Array.from(nodesOf(tree)).filter((node) => out[node] === 1));
}

const nodesOf = (tree: Tree): number[] => Array.from({ length: tree.nodes.count }, (_, node) => node);

/** The same by whole paths: the entry's own, and those of the folders above it. */
function expected(tree: Tree, glob: string): Set<number> {
  const exclusion = compileExclusion([glob])!;
  const { directories, nodes } = tree;
  const matches = (node: number): boolean => {
    const holder = directories.holding(node);
    const name = nodes.name(node);
    const point = exclusion.enter(directoryPath(tree, holder));
    if (exclusion.excludes(point, name, 0, name.length, () => isDirectory(nodes.mode(node)))) return true;
    return holder > 0 && matches(directories.node(holder));
  };
  return new Set(nodesOf(tree).filter((node) => node > 0 && matches(node)));
}

const sketch: Sketch = {
  src: { 'a.ts': 1, core: { 'b.ts': 1, 'c.js': 1, src: { 'd.ts': 1 } }, '.hidden': { 'e.ts': 1 } },
  'a.ts': 1,
  'IMG_12.JPG': 1,
  'two words': { 'x (1).txt': 1 },
  doc: { src: { 'f.md': 1 } },
};

test.each<[glob: string, paths: string[]]>([
  ['*.md', ['doc/src/f.md']],
  ['core', ['src/core', 'src/core/b.ts', 'src/core/c.js', 'src/core/src', 'src/core/src/d.ts']],
  ['/src/*.ts', ['src/a.ts']],
  ['/a.ts', ['a.ts']],
  ['core/*.{ts,js}', ['src/core/b.ts', 'src/core/c.js']],
  ['{doc/src,core}/?.*', ['doc/src/f.md', 'src/core/b.ts', 'src/core/c.js']],
  ['/*/src/**', ['doc/src/f.md']],
  ['.hidden/**', ['src/.hidden/e.ts']],
  ['./a.ts', ['a.ts']],
  ['doc//src/./*', ['doc/src/f.md']],
  ['x (1)*', ['two words/x (1).txt']],
  ['IMG_[0-9]*', ['IMG_12.JPG']],
  ['two*/x \\(1\\).txt', ['two words/x (1).txt']],
  ['core/', ['src/core', 'src/core/b.ts', 'src/core/c.js', 'src/core/src', 'src/core/src/d.ts']],
  ['*.ts/', []],
  ['/*/src//', ['doc/src', 'doc/src/f.md']],
  [
    '/src/*/',
    [
      ...['src/.hidden', 'src/.hidden/e.ts', 'src/core', 'src/core/b.ts', 'src/core/c.js', 'src/core/src'],
      'src/core/src/d.ts',
    ],
  ],
  ['nothing', []],
])('%s finds what it names, and all below', (glob, paths) => {
  const { tree } = new SketchedTree(sketch);
  const found = matched(tree, glob);
  expect(
    walkTree(tree)
      .filter(([, node]) => found.has(node))
      .map(([path]) => path),
  ).toEqual(paths);
});

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('a', 'b', 'ab', '.', 'a.b', 'é', '*', '**', '/', '/**/', '?', ' '),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '[ab]',
      '[a-c]',
      '[0-9a]',
      '[!a]',
      '{a,b}',
      '{a/b,b}',
      '{a,{b,é}}',
      '{**,a/}',
      '\\a',
      '(',
    ),
  },
);

/** No entry is called "." or "..". */
const withRealName = (entry: ModelEntry): ModelEntry =>
  /^\.\.?$/.test(entry.name.toString('latin1')) ? { ...entry, name: Buffer.from('...') } : entry;

test('any glob finds what whole paths find', () => {
  fc.assert(
    fc.property(modelTree, fc.array(piece, { minLength: 1, maxLength: 6 }), (entries, pieces) => {
      const glob = pieces.join('');
      if (findGlobProblem(glob) !== null) return;
      const tree = buildTree(entries.map(withRealName));
      expect(matched(tree, glob)).toEqual(expected(tree, glob));
    }),
    { numRuns: 1000 },
  );
});

test('stars do not multiply: a pattern of many finds its end soon', () => {
  const { tree } = new SketchedTree({ ['a'.repeat(250)]: 1 });
  expect(matched(tree, `${'*a'.repeat(60)}b`)).toEqual(new Set());
});
