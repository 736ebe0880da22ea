import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree } from '../../../test/support/trees/build-tree.js';
import { expectDuplicates } from '../../../test/support/trees/model-totals.js';
import {
  isModelDirectory,
  type ModelEntry,
  modelPath,
  modelTree,
  modes,
} from '../../../test/support/trees/model-tree.js';
import { type Sketch, SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { walkTree } from '../../../test/support/trees/tree-contents.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import type { ColourMode } from '../../contract/view.js';
import { kindKey } from '../kinds/file-kind-table.js';
import { FileKinds } from '../kinds/file-kinds.js';
import { LegendKeys } from '../kinds/legend-keys.js';
import type { NewEntry } from '../stored/batch-builder.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from '../tree/tree.js';
import { EntrySizes } from '../view/entry-sizes.js';
import { type EvaluationContext, FilterEvaluation } from './evaluation.js';
import { parseFilter } from './parser.js';
import type { Filter } from './syntax.js';

const now = 1_800_000_000;
const day = 86_400;
const names: Record<number, string> = { 0: 'root', 1000: 'Ada' };
const rules = { measure: 'allocated', everyLink: false } as const;

const contextOf = (tree: Tree, more: Partial<EvaluationContext> = {}): EvaluationContext => ({
  measure: 'apparent',
  now,
  kinds: new FileKinds(tree.nodes),
  ownerName: (uid) => names[uid] ?? `${uid}`,
  ...more,
});

function evaluationOf(tree: Tree, line: string, more: Partial<EvaluationContext> = {}): FilterEvaluation {
  const { filter, problem } = parseFilter(line);
  expect(problem).toBeNull();
  return new FilterEvaluation(tree, filter, contextOf(tree, more));
}

const agedDays = (days: number): bigint => BigInt(now - days * day);

const sketch: Sketch = {
  photos: {
    'a.jpg': special({ apparentBytes: 2_000_000n, mtime: [agedDays(400), 0] }),
    raw: { 'a.cr2': special({ apparentBytes: 30_000_000n, mtime: [agedDays(2.5), 0] }) },
    'Clip.MP4': special({ apparentBytes: 5_000_000_000n, uid: 1000 }),
  },
  'photos.zip': special({ apparentBytes: 100n, mtime: [agedDays(-1), 0] }),
  work: {
    empty: {},
    'notes.tar.gz': special({ apparentBytes: 1000n, uid: 1001 }),
    link: special({ mode: modes.symlink }),
    pipe: special({ mode: modes.fifo }),
    lost: special({ errno: 13 }),
    'photo.app': { 'x.bin': 1 },
  },
};

const paths: [line: string, shown: string[]][] = [
  ['photos', ['photos', 'photos.zip', 'photos/Clip.MP4', 'photos/a.jpg', 'photos/raw', 'photos/raw/a.cr2']],
  ['photos -raw', ['photos', 'photos.zip', 'photos/Clip.MP4', 'photos/a.jpg']],
  ['root', []],
  ['ext:jpg,mp4', ['photos', 'photos/Clip.MP4', 'photos/a.jpg']],
  ['ext:gz', ['work', 'work/notes.tar.gz']],
  ['ext:tar.gz', ['work', 'work/notes.tar.gz']],
  ['ext:app', []],
  ['kind:video', ['photos', 'photos/Clip.MP4']],
  ['kind:link', ['work', 'work/link']],
  ['kind:folder -photo', ['work', 'work/empty']],
  ['kind:file work -ext:bin', ['work', 'work/lost', 'work/notes.tar.gz']],
  ['size>1M', ['photos', 'photos/Clip.MP4', 'photos/a.jpg', 'photos/raw', 'photos/raw/a.cr2']],
  ['size=1k', ['work', 'work/notes.tar.gz']],
  ['size<=100 -work', ['photos.zip']],
  ['age>1y photos', ['photos', 'photos/Clip.MP4', 'photos/a.jpg']],
  ['age=2d', ['photos', 'photos/raw', 'photos/raw/a.cr2']],
  ['age<1d', ['photos.zip']],
  ['owner:ada,1001', ['photos', 'photos/Clip.MP4', 'work', 'work/notes.tar.gz']],
  ['owner:root ext:jpg', ['photos', 'photos/a.jpg']],
  ['path:photos/*.jpg or path:/work/l*', ['photos', 'photos/a.jpg', 'work', 'work/link', 'work/lost']],
  ['-photo -work', []],
  ['lost owner:root', []],
];

describe('an extension', () => {
  const names = [
    'a.É',
    'b.é',
    'c.e\u0301',
    'libc.so.6',
    'libm.SO.1.2',
    'x.1.gz',
    'README',
    'python3.11',
    '.profile',
  ];
  const { tree } = new SketchedTree({
    ...Object.fromEntries(names.map((name) => [name, 1])),
    folder: { y: 1 },
  });

  test.each<[line: string, found: string[]]>([
    ['ext:so', ['libc.so.6', 'libm.SO.1.2']],
    ['ext:SO', ['libc.so.6', 'libm.SO.1.2']],
    ['ext:6', []],
    ['ext:gz', ['x.1.gz']],
    ['ext:1.gz', ['x.1.gz']],
    ['ext:é', ['a.É', 'b.é', 'c.e\u0301']],
    ['ext:É,so', ['a.É', 'b.é', 'c.e\u0301', 'libc.so.6', 'libm.SO.1.2']],
    ['ext:none', ['.profile', 'README', 'folder/y', 'python3.11']],
    ['ext:NONE,gz -profile', ['README', 'folder/y', 'python3.11', 'x.1.gz']],
  ])('is found by %s', (line, found) => {
    const filter = evaluationOf(tree, line).evaluate(rules);
    const passing = walkTree(tree).filter(([, node]) => node > ROOT_NODE && filter.passes(node));
    expect(passing.map(([path]) => Buffer.from(path, 'latin1').toString())).toEqual(found);
  });
});

describe('a filter leaves', () => {
  test.each(paths)('of "%s" what it says, and the folders above', (line, shown) => {
    const { tree } = new SketchedTree(sketch);
    const filter = evaluationOf(tree, line).evaluate(rules);
    const found = walkTree(tree).filter(([, node]) => node > ROOT_NODE && filter.includes(node));
    expect(found.map(([path]) => path)).toEqual(shown);
  });

  test('sizes in the measure that is shown', () => {
    const sketched = new SketchedTree({ sparse: special({ apparentBytes: 1_000_000n, blocks: 8n }) });
    const isShown = (measure: 'allocated' | 'apparent') =>
      evaluationOf(sketched.tree, 'size>1k size<8k', { measure }).evaluate(rules).includes(1);
    expect([isShown('allocated'), isShown('apparent')]).toEqual([true, false]);
  });

  test('nothing of what is hidden besides', () => {
    const sketched = new SketchedTree({ a: 512, b: { a: 1024, b: { a: 2048 } } });
    const kinds = new FileKinds(sketched.tree.nodes);
    const legend = new LegendKeys(sketched.tree, kinds, now);
    const bytes = (colours: ColourMode, ...keys: number[]) => {
      const hidden = {
        keys,
        keyOf: legend.keyFunction(colours),
        depthOf: (directory: number) => legend.depthOf(directory),
      };
      return evaluationOf(sketched.tree, '', { hidden }).evaluate(rules).bytes(ROOT_DIRECTORY);
    };
    expect([
      bytes('depth', 0),
      bytes('depth', 1),
      bytes('depth', 1, 3),
      bytes('type', kindKey('other')),
    ]).toEqual([3584, 3072, 1024, 0]);
  });

  test('an inode at the first of its names that pass, whichever counts without a filter', () => {
    const twin = special({ links: 3, inode: 7n, blocks: 9n, apparentBytes: 4000n });
    const sketched = new SketchedTree({ a: { 'x.jpg': twin }, b: { 'x.raw': twin }, c: { 'x.raw': twin } });
    const bytesOf = (line: string, everyLink = false) => {
      const filter = evaluationOf(sketched.tree, line).evaluate({ measure: 'allocated', everyLink });
      const sizes = new EntrySizes(sketched.tree, { measure: 'allocated', everyLink, filter });
      const ofNames = ['a/x.jpg', 'b/x.raw', 'c/x.raw'].map((path) => sizes.bytes(sketched.node(path), -1));
      const ofFolders = ['', 'a', 'b', 'c'].map((path) => filter.bytes(sketched.directory(path)));
      return [ofNames, ofFolders];
    };
    const once = 9 * 512;
    expect(bytesOf('x')).toEqual([
      [once, 0, 0],
      [once, once, 0, 0],
    ]);
    expect(bytesOf('ext:raw')).toEqual([
      [0, once, 0],
      [once, 0, once, 0],
    ]);
    expect(bytesOf('ext:raw', true)).toEqual([
      [0, once, once],
      [2 * once, 0, once, once],
    ]);
  });

  test('what counts for nothing in sight, and without bytes', () => {
    const draft = { apparentBytes: 512n, blocks: 1n, flags: NodeFlag.otherMount };
    const { tree } = new SketchedTree({ a: special(draft), 'a.b': 512 });
    const filter = evaluationOf(tree, 'a').evaluate(rules);
    expect([filter.includes(1), filter.bytes(0), filter.files(0)]).toEqual([true, 512, 1]);
  });
});

test('a tree that grows is the same in the end as one that was there at once', () => {
  const lines = [
    'photos -raw',
    'path:work/**',
    'path:**/raw/*',
    'not (size>1M or ext:gz)',
    'path:"{work/e*,photos/x}"',
  ];
  for (const line of lines) {
    const sketched = new SketchedTree({ photos: {} });
    const growing = evaluationOf(sketched.tree, line);
    const early = growing.evaluate(rules);
    for (const [name, inside] of Object.entries(sketch)) {
      if (name === 'photos') sketched.add('photos', inside as Sketch);
      else sketched.add('', { [name]: inside });
      growing.evaluate(rules);
    }
    const late = evaluationOf(sketched.tree, line).evaluate(rules);
    expect(answers(growing.evaluate(rules), sketched.tree)).toEqual(answers(late, sketched.tree));
    expect([early.includes(5), early.bytes(3)]).toEqual([false, 0]);
  }
});

function answers(filter: ReturnType<FilterEvaluation['evaluate']>, { nodes, directories }: Tree): unknown[] {
  const ofNodes = Array.from({ length: nodes.count }, (_, node) => filter.includes(node));
  const ofDirectories = Array.from({ length: directories.count }, (_, directory) => [
    filter.bytes(directory),
    filter.allocated(directory),
    filter.apparent(directory),
    filter.files(directory),
  ]);
  return [ofNodes, ofDirectories];
}

test('a filter that everything passes leaves the totals as they are', () => {
  fc.assert(
    fc.property(modelTree, fc.boolean(), (entries, everyLink) => {
      const tree = buildTree(entries);
      const { totals } = tree.directories;
      for (const line of ['', '-"no name"', 'size>=0 or not size>=0']) {
        const filter = evaluationOf(tree, line).evaluate({ measure: 'allocated', everyLink });
        for (let directory = 0; directory < tree.directories.count; directory++) {
          expect(filter.files(directory)).toBe(totals.files.get(directory));
          expect(filter.allocated(directory)).toBeCloseToTotal(
            totals.approximateAllocatedBytes(directory, everyLink),
          );
          expect(filter.apparent(directory)).toBeCloseToTotal(
            totals.approximateApparentBytes(directory, everyLink),
          );
          expect(filter.bytes(directory)).toBe(filter.allocated(directory));
        }
      }
    }),
  );
});

expect.extend({
  /** Sums of doubles: the last bits above 2^53 depend on the order. */
  toBeCloseToTotal: (found: number, expected: number) => ({
    pass: Math.abs(found - expected) <= expected * 1e-12,
    message: () => `${found} is not ${expected}`,
  }),
});

declare module 'vitest' {
  interface Matchers<T> {
    toBeCloseToTotal(expected: number): T;
  }
}

const term: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom('a', 'B', 'é', '.', 'ab').map((text) => ({ type: 'word' as const, text })),
  fc.constantFrom('b', 'z', '').map((glob) => ({ type: 'path' as const, glob: `*a*${glob}` })),
  fc.record({
    type: fc.constant('size' as const),
    comparison: fc.constantFrom('<' as const, '>=' as const, '=' as const),
    amount: fc.nat(100),
    unit: fc.constantFrom('B' as const, 'k' as const, 'Ei' as const),
  }),
  fc.constantFrom('folder', 'link', 'file').map((kind) => ({ type: 'kind' as const, values: [kind] })),
  fc.constantFrom('0', 'ada').map((owner) => ({ type: 'owner' as const, values: [owner] })),
);
const { anyFilter } = fc.letrec<{ anyFilter: Filter }>((tie) => ({
  anyFilter: fc.oneof(
    { maxDepth: 3 },
    term,
    tie('anyFilter').map((part): Filter => ({ type: 'not', part })),
    fc.record({
      type: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('anyFilter'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

/** The same from the model: strings, and a look at every ancestor. */
function holds(filter: Filter, entries: readonly (ModelEntry & NewEntry)[], index: number): boolean {
  const entry = entries[index]!;
  if ('parts' in filter) {
    const each = (part: Filter) => holds(part, entries, index);
    return filter.type === 'and' ? filter.parts.every(each) : filter.parts.some(each);
  }
  switch (filter.type) {
    case 'not':
      return !holds(filter.part, entries, index);
    case 'word':
    case 'path': {
      if (index === 0) return false;
      const name = entry.name.toString('latin1');
      const text = filter.type === 'word' ? Buffer.from(filter.text).toString('latin1') : '';
      const isNamed =
        filter.type === 'word'
          ? name.toLowerCase().includes(text.toLowerCase())
          : new RegExp(`^${filter.glob.replaceAll('*', '[^]*')}$`).test(name);
      return isNamed || holds(filter, entries, entry.parent);
    }
    case 'size': {
      const bytes = Number(entry.apparentBytes);
      const limit = filter.amount * { B: 1, k: 1000, Ei: 2 ** 60 }[filter.unit as 'B']!;
      const compared = { '<': bytes < limit, '>=': bytes >= limit, '=': bytes === limit };
      return !isModelDirectory(entry) && compared[filter.comparison as '<'];
    }
    case 'kind': {
      const kind = { [modes.directory]: 'folder', [modes.symlink]: 'link', [modes.file]: 'file' }[entry.mode];
      return kind === filter.values[0];
    }
    case 'owner':
      return entry.uid === (filter.values[0] === 'ada' ? 1000 : 0);
    default:
      throw new Error(`${filter.type} is not tried here`);
  }
}

test('any filter leaves what a look at each entry leaves, and the sums of that', () => {
  fc.assert(
    fc.property(modelTree, anyFilter, fc.boolean(), (model, filter, everyLink) => {
      const entries = model.map((entry, index) => ({ ...entry, uid: index % 3 === 1 ? 1000 : 0 }));
      const tree = buildTree(entries);
      const evaluation = new FilterEvaluation(tree, filter, contextOf(tree));
      const found = evaluation.evaluate({ measure: 'apparent', everyLink });
      const nodes = new Map(walkTree(tree).map(([path, node]) => [path, node]));
      const nodeOf = (index: number) => nodes.get(modelPath(entries, index).toString('latin1'))!;
      const left = entries.map((_, index) => holds(filter, entries, index));
      const duplicates = everyLink
        ? new Set<number>()
        : expectDuplicates(entries, (index) => left[index] === true);
      entries.forEach((entry, index) => {
        const inside = entries.flatMap((_, other) =>
          isWithin(entries, other, index) && left[other] ? [other] : [],
        );
        expect(found.includes(nodeOf(index))).toBe(inside.length > 0);
        expect(found.passes(nodeOf(index))).toBe(left[index]);
        if (!isModelDirectory(entry)) return;
        const counted = inside.filter((other) => !duplicates.has(other));
        const sum = (of: (entry: ModelEntry) => bigint) =>
          Number(counted.reduce((total, other) => total + of(entries[other]!), 0n));
        const directory = tree.directories.ofNode(nodeOf(index));
        expect(found.allocated(directory)).toBeCloseToTotal(sum(({ blocks }) => blocks * 512n));
        const hasLength = ({ mode }: ModelEntry) => mode === modes.file || mode === modes.symlink;
        expect(found.bytes(directory)).toBeCloseToTotal(
          sum((each) => (hasLength(each) ? each.apparentBytes : 0n)),
        );
        expect(found.files(directory)).toBe(
          inside.filter((other) => entries[other]!.mode === modes.file).length,
        );
      });
    }),
    { numRuns: 300 },
  );
});

function isWithin(entries: readonly ModelEntry[], index: number, above: number): boolean {
  let at = index;
  while (at >= 0 && at !== above) at = entries[at]!.parent;
  return at === above;
}

test('twelve thousand levels, and a hundred thousand names in one folder', () => {
  const entry = (name: string, parent: number, mode: number, inode: number): ModelEntry => ({
    name: Buffer.from(name),
    parent,
    mode,
    links: 1,
    inode: BigInt(inode),
    apparentBytes: 1n,
    blocks: 1n,
  });
  const deep = Array.from({ length: 12_000 }, (_, level) => entry('d', level - 1, modes.directory, level));
  const wide = Array.from({ length: 100_000 }, (_, number) =>
    entry(`f${number}`, 11_999, modes.file, 20_000 + number),
  );
  const tree = buildTree([...deep, ...wide]);
  const filter = evaluationOf(tree, 'f9999 or path:d/d/d/f1').evaluate(rules);
  expect([filter.files(0), filter.files(11_999), filter.includes(0)]).toEqual([12, 12, true]);
});
