import { expect, test } from 'vitest';
import { oneFolder } from '../../../test/support/readers/one-folder.js';
import { modes } from '../../../test/support/trees/model-tree.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import type { NewEntry } from '../stored/batch-builder.js';
import { ROOT_NODE } from '../tree/tree.js';
import { quickChoice } from './quick-choice.js';

const now = 1_790_000_000;
const dayInSeconds = 86_400;

/** A small file that was written to long ago. */
const plain: NewEntry = {
  name: Buffer.from('a'),
  mode: modes.file,
  links: 1,
  inode: 3n,
  apparentBytes: 999n,
  blocks: 1n,
  mtime: [BigInt(now - 3 * dayInSeconds), 0],
};

test.each<[what: string, draft: Partial<NewEntry>, isWanted: boolean]>([
  ['trusts a small old file', {}, false],
  ['stats a directory', { mode: modes.directory }, true],
  ['stats what was written to lately', { mtime: [BigInt(now - 2 * dayInSeconds), 0] }, true],
  ['stats what was written to later than the scan', { mtime: [BigInt(now + 1), 0] }, true],
  ['stats what is long', { apparentBytes: 1000n }, true],
  ['stats what takes much room', { blocks: 2n }, true],
  ['stats what could not be stat’ed', { errno: 13 }, true],
  ['stats a file on another mount', { flags: NodeFlag.otherMount }, true],
])('a quick rescan %s', (_what, draft, isWanted) => {
  const { nodes } = oneFolder([{ ...plain, ...draft }]);
  expect(quickChoice(nodes, { largeBytes: 1000, recentDays: 2 }, now)(ROOT_NODE + 1)).toBe(isWanted);
});
