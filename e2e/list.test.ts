import { beforeAll, describe, expect, test } from 'vitest';
import { readableCases } from '../test/fixture/build-fixture.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { type FoundEntry, findEntries } from '../test/oracles/find.js';
import { backends, runHectare, scannerCounts } from '../test/programs/hectare.js';
import {
  type FoundRow,
  findSortedPaths,
  foundColumns,
  type ListRow,
  parseListCsv,
  rowOf,
  sortByPath,
} from '../test/programs/list-output.js';
import { isMet, testNeeding } from '../test/programs/requirements.js';
import { scanWhole } from '../test/programs/scan-output.js';

/** The paths of the deep folder alone are 36 MB, so it is listed apart, and less often. */
const fixture = provideFixture(readableCases.filter((name) => name !== 'deep'));
const deep = provideFixture(['deep']);
const testWithFind = testNeeding('GNU find');
let found: FoundEntry[];

beforeAll(async () => {
  if (isMet('GNU find')) found = sortByPath((await findEntries(fixture.tree)).entries);
});

describe('the listing of the hostile tree', () => {
  for (const backend of backends) {
    for (const scanners of scannerCounts) {
      testWithFind(`has the paths of find and sort: ${backend} backend, ${scanners} scanners`, async () => {
        const words = ['--format', 'paths0', '--backend', backend, '--threads', String(scanners)];
        const { stdout, stderr, code } = await runHectare(['list', fixture.tree, ...words]);
        expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
        expect(stdout.equals(await findSortedPaths(fixture.tree))).toBe(true);
      });
    }

    testWithFind(`has every column of find as CSV: ${backend} backend`, async () => {
      const { stdout, stderr, code } = await runHectare(['list', fixture.tree, '--backend', backend]);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      expectRows(parseListCsv(stdout).map(foundColumns), found.map(rowOf));
    });

    testWithFind(`has every column of find as JSON lines: ${backend} backend`, async () => {
      const words = ['list', fixture.tree, '--format', 'jsonl', '--backend', backend];
      const { stdout, stderr, code } = await runHectare(words);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      expectRows(
        stdout.toString().split('\n').slice(0, -1).map(parseJsonRow).map(foundColumns),
        found.map(rowOf),
      );
    });
  }
});

describe('the listing of a tree deeper than a path may be long', () => {
  for (const backend of backends) {
    testWithFind(`has the paths of find and sort: ${backend} backend`, async () => {
      const { stdout, stderr, code } = await runHectare([
        'list',
        deep.tree,
        '--format',
        'paths0',
        '--backend',
        backend,
      ]);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      expect(stdout.equals(await findSortedPaths(deep.tree))).toBe(true);
    });
  }
});

describe('the listing where links are followed', () => {
  for (const backend of backends) {
    testWithFind(`has the paths of find -L and sort: ${backend} backend`, async () => {
      const folder = `${fixture.tree}/symbolic-links`;
      const { stdout, code } = await runHectare([
        'list',
        folder,
        '-L',
        '--format',
        'paths0',
        '--backend',
        backend,
      ]);
      const expected = await findSortedPaths(folder, { followLinks: true });
      expect(stdout.toString().split('\0')).toEqual(expected.toString().split('\0'));
      expect(code).toBe(1);
    });
  }
});

describe('the listing of a part', () => {
  testWithFind('leaves out what is excluded, and nothing else', async () => {
    const words = [
      'list',
      fixture.tree,
      '--format',
      'paths0',
      '--exclude',
      'node_modules',
      '--exclude',
      'wide',
    ];
    const { stdout, code } = await runHectare(words);
    expect(code).toBe(0);
    const left = found.filter(
      ({ path }) => !/^(excludes\/node_modules|wide)(\/|$)/.test(path.toString('latin1')),
    );
    expect(stdout.toString('latin1')).toBe(left.map(({ path }) => `${path.toString('latin1')}\0`).join(''));
  });
});

describe('rows of folders', () => {
  test.each(['csv', 'jsonl'])('have what a scan counts: %s', async (format) => {
    const { stdout } = await runHectare(['list', fixture.tree, '--format', format]);
    const [root] =
      format === 'csv' ? parseListCsv(stdout) : [parseJsonRow(stdout.toString().split('\n')[0]!)];
    const { apparentBytes, allocatedBytes, files } = await scanWhole([fixture.tree]);
    expect(root).toMatchObject({
      totalApparentBytes: String(apparentBytes),
      totalAllocatedBytes: String(allocatedBytes),
      totalFiles: String(files),
    });
  });

  test('say of one that was left out that it was', async () => {
    const { stdout } = await runHectare(['list', fixture.tree, '--exclude', 'wide']);
    const rows = parseListCsv(stdout).filter(({ path }) => /^wide(\/|$)/.test(path));
    expect(rows).toMatchObject([{ path: 'wide', type: 'directory', state: 'excluded', totalFiles: '' }]);
  });
});

/** Compares row by row and ends early: printing the difference of two lists of 30,000 rows takes minutes. */
function expectRows(rows: FoundRow[], expected: FoundRow[]): void {
  const wrong = rows.findIndex((row, index) => JSON.stringify(row) !== JSON.stringify(expected[index]));
  if (wrong >= 0) expect(rows[wrong]).toEqual(expected[wrong]);
  expect(rows).toHaveLength(expected.length);
}

/** Expects names that are not UTF-8 to come with their bytes, and all others without. */
function parseJsonRow(line: string): ListRow {
  const { path, pathBytes, ...fields } = JSON.parse(line) as Record<string, string | number>;
  const bytes =
    pathBytes === undefined ? Buffer.from(String(path)) : Buffer.from(String(pathBytes), 'base64');
  const isUtf8 = Buffer.from(bytes.toString()).equals(bytes);
  expect(pathBytes === undefined).toBe(isUtf8);
  const texts = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  return { path: bytes.toString('latin1'), ...Object.fromEntries(texts) } as ListRow;
}
