import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { runHectare } from '../test/programs/hectare.js';
import { scanWhole } from '../test/programs/scan-output.js';

const fixture = provideEmptyFixture();

beforeAll(() => {
  mkdirSync(join(fixture.tree, 'big', 'inner'), { recursive: true });
  makeFile(join(fixture.tree, 'big', 'inner'), 'largest', 300_000);
  makeFile(makeFolder(fixture.tree, 'small'), 'second', 50_000);
  truncateSync(makeFile(fixture.tree, 'hole', 0), 2 ** 30);
});

describe('the report of a scan', () => {
  test('says how many bytes there are, exactly', async () => {
    const { apparentBytes, allocatedBytes } = await scanWhole([fixture.tree]);
    const report = await reportOf();
    expect(report).toContain(`${apparentBytes.toLocaleString('en')} bytes`);
    expect(report).toContain(`${allocatedBytes.toLocaleString('en')} bytes`);
  });

  test('says how many entries there are of each kind, with what, and how many scanners', async () => {
    const report = await reportOf('--backend', 'fstatat', '--threads', '1');
    expect(report).toMatch(/6 entries/);
    expect(report).toMatch(/3 files/);
    expect(report).toMatch(/3 folders/);
    expect(report).toMatch(/fstatat × 1/);
  });

  test('shows the largest folders and files, the largest first', async () => {
    const report = await reportOf();
    expect(placesOf(report, ['big', 'small'])).toEqual([0, 1]);
    expect(placesOf(report, ['big/inner/largest', 'small/second'])).toEqual([0, 1]);
  });

  test('shows as many as --top says', async () => {
    const report = await reportOf('--top', '1');
    expect(report).toContain('big/inner/largest');
    expect(report).not.toContain('second');
    expect(await reportOf('--top', '0')).not.toContain('largest');
  });

  test('shows folders as deep as --depth says', async () => {
    expect(await reportOf('--depth', '1')).not.toMatch(/big\/inner$/m);
    expect(await reportOf('--depth', '2')).toMatch(/big\/inner$/m);
  });

  test('ranks by length with --apparent', async () => {
    const report = await reportOf('--apparent');
    expect(placesOf(report, ['hole', 'big/inner/largest', 'small/second'])).toEqual([0, 1, 2]);
  });
});

async function reportOf(...words: string[]): Promise<string> {
  const { stdout, stderr, code } = await runHectare(['scan', fixture.tree, ...words]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout.toString();
}

/** Returns the position of each path among the ends of lines: 0 for the first, -1 for one that is missing. */
function placesOf(report: string, paths: string[]): number[] {
  const lines = report.split('\n');
  const at = paths.map((path) => lines.findIndex((line) => line.endsWith(` ${fixture.tree}/${path}`)));
  const inOrder = at.filter((line) => line >= 0).toSorted((one, other) => one - other);
  return at.map((line) => inOrder.indexOf(line));
}
