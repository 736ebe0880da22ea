import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../../../test/fixture/files.js';
import { provideFixture } from '../../../test/fixture/provide-fixture.js';
import { type EntriesReader, entriesReaders } from '../../../test/support/readers/entries-reader.js';
import { backends } from '../../../test/support/readers/read-directory.js';
import { realReaders } from '../../../test/support/readers/real-readers.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { provideSlowClock } from '../../../test/support/scanners/slow-clock.js';
import { contentsOf, totalsByPath } from '../../../test/support/trees/tree-contents.js';
import type { MakeReader } from '../../scanner/serve-scanner.js';
import type { ScanTask } from './scan.js';

const fixture = provideFixture([
  'plain',
  'hard-links',
  'symbolic-links',
  'sparse',
  'names',
  'special',
  'times',
]);
provideSlowClock();

/** A folder with more names than one scanner reads by itself, and directories and links among them. */
beforeAll(() => {
  const huge = makeFolder(fixture.tree, 'huge');
  for (let number = 0; number < 5000; number++) makeFile(huge, `file ${number}`, number % 7);
  for (let number = 0; number < 20; number++) {
    makeFile(makeFolder(huge, `folder ${number}`), 'inside', 1);
    symlinkSync(`folder ${number}`, join(huge, `link ${number}`));
  }
}, 60_000);

async function found(makeReader: MakeReader, scanners: number, options: Partial<ScanTask>) {
  const scan = startScan(makeReader, scanners, { root: Buffer.from(fixture.tree), ...options });
  const { tree, complete } = await scan.finished();
  return { complete, contents: contentsOf(tree), totals: totalsByPath(tree) };
}

const rules: [title: string, options: Partial<ScanTask>, asksNoStat: boolean][] = [
  ['', {}, true],
  [' with patterns that leave entries out', { exclude: ['*1', 'folder 2', 'plain/*'] }, true],
  [' with links followed once', { followLinks: 'once' }, false],
  [' with links followed on every path', { followLinks: 'everyPath' }, false],
];

const [backend] = backends;

describe.each(rules)('from a reader that brings complete entries,%s', (_, options, asksNoStat) => {
  let expected: Awaited<ReturnType<typeof found>>;
  beforeAll(async () => {
    expected = await found(realReaders(backend), 2, options);
  }, 60_000);

  test.each([1, 2, 8])(
    '%i scanners find the same as from one that brings names',
    async (scanners) => {
      const readers: EntriesReader[] = [];
      expect(expected.complete).toBe(true);
      expect(await found(entriesReaders(backend, readers), scanners, options)).toEqual(expected);
      const asked = readers.reduce((sum, { statCount }) => sum + statCount, 0);
      if (asksNoStat) expect(asked).toBe(0);
      else expect(asked).toBeGreaterThan(0);
    },
    60_000,
  );
});
