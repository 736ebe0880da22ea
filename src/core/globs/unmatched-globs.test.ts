import { expect, test } from 'vitest';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { findUnmatchedGlobs } from './unmatched-globs.js';

const excluded = NodeFlag.excluded;
const { tree } = new SketchedTree({
  'a.o': special({ flags: excluded }),
  'b.txt': 1,
  sub: {
    cache: special({ mode: modes.directory, flags: excluded }),
    'gone.tmp': special({ flags: excluded | NodeFlag.removed }),
    build: special({ mode: modes.file, flags: excluded }),
  },
});

test.each<[globs: string[], unmatched: number[]]>([
  [['*.o', 'cache/', 'sub/cache'], []],
  [
    ['*.o', '*.txt', '*.tmp', '/cache', 'build/', 'build'],
    [1, 2, 3, 4],
  ],
  [['a.*', '*.o'], []],
  [[], []],
])('of %j those that left nothing out are %j', (globs, unmatched) => {
  expect(findUnmatchedGlobs(tree, globs)).toEqual(unmatched);
});
