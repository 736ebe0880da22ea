import { linkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { findTruth } from '../test/oracles/truth.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, type ScanOutput } from '../test/programs/scan-output.js';

const fixture = provideFixture(['plain', 'hard-links', 'symbolic-links', 'prefixes']);
const testWithDu = testNeeding('GNU du');

/** Runs with names below the tree; `.` is the tree itself. */
const combinations = [
  ['hard-links/x', 'hard-links/y'],
  ['hard-links/y', 'hard-links/x'],
  ['plain', 'plain'],
  ['.', 'hard-links/x'],
  ['hard-links/x', '.'],
  ['hard-links', 'hard-links/x/..', '.'],
  ['plain', 'prefixes', 'symbolic-links'],
];

for (const backend of backends) {
  describe(`several folders with the ${backend} backend`, () => {
    for (const names of combinations) {
      testWithDu(`${names.join(' and ')}: count together what du counts`, async () => {
        const folders = names.map((name) => `${fixture.tree}/${name}`);
        const run = await runScan([...folders, '--backend', backend]);
        expect(run).toMatchObject({ code: 0, stderr: '' });
        expect(run.folders).toHaveLength(names.length);
        expect(run.total).toMatchObject({ total: true, complete: true });
        expect(run.total?.allocatedBytes).toBe((await askDu(folders)).allocatedBytes);
        expectSum(run.folders, run.total!);
      });
    }
  });
}

describe('several folders', () => {
  testWithDu('each count what no earlier one counted', async () => {
    const folder = makeFolder(fixture.top, 'pair');
    const [first, second] = [makeFolder(folder, 'first'), makeFolder(folder, 'second')];
    linkSync(makeFile(first, 'file', 50_000), join(second, 'link'));
    const run = await runScan([first, second]);
    expect(run.folders[0]?.allocatedBytes).toBe((await askDu([first])).allocatedBytes);
    expect(run.folders[0]?.apparentBytes).toBe(50_000n);
    expect(run.folders[1]?.apparentBytes).toBe(0n);
    expect(run.total?.apparentBytes).toBe(50_000n);
  });

  testWithDu('count every link with --count-links, but no overlap twice', async () => {
    const [x, y] = [join(fixture.tree, 'hard-links', 'x'), join(fixture.tree, 'hard-links', 'y')];
    const run = await runScan([x, y, '--count-links']);
    const [ofX, ofY] = await Promise.all([x, y].map((folder) => askDu([folder], { countLinks: true })));
    expect(run.total?.allocatedBytes).toBe(ofX!.allocatedBytes + ofY!.allocatedBytes);
  });

  testWithDu('that overlap count a folder of both once, and no folder is a hard link', async () => {
    const folder = makeFolder(fixture.top, 'overlap');
    makeFile(makeFolder(folder, 'inner'), 'file', 5000);
    for (const words of [[], ['--count-links']]) {
      const { total } = await runScan([join(folder, 'inner'), folder, ...words]);
      expect(total?.allocatedBytes).toBe((await askDu([folder])).allocatedBytes);
      expect(total?.hardLinks).toEqual({ files: 0, paths: 0, duplicateBytes: 0n });
    }
  });

  test('say of a name alone that its file is in an earlier one', async () => {
    const folder = makeFolder(fixture.top, 'alone');
    const [first, second] = [makeFolder(folder, 'first'), makeFolder(folder, 'second')];
    linkSync(makeFile(first, 'file', 5000), join(second, 'link'));
    const { stdout } = await runHectare(['scan', first, second]);
    expect(stdout.toString()).toContain(
      '  1 name is of a file in an earlier folder; counted once, which saves 8.19 kB\n',
    );
  });

  testWithDu('that contain each other count the entries of the larger one', async () => {
    const run = await runScan([fixture.tree, join(fixture.tree, 'plain')]);
    expect(run.total?.entries).toBe((await findTruth(fixture.tree)).entries);
    expect(run.folders[1]).toMatchObject({ entries: 0, allocatedBytes: 0n, apparentBytes: 0n });
  });

  testWithDu('go on after one that cannot be read, and end with its exit code', async () => {
    const run = await runScan([join(fixture.tree, 'missing'), join(fixture.tree, 'plain')]);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('missing');
    const plain = run.folders.find((output) => output.root.endsWith('plain'));
    expect(plain?.allocatedBytes).toBe((await askDu([join(fixture.tree, 'plain')])).allocatedBytes);
  });
});

/** Expects the lines of the folders to add up to the last one. */
function expectSum(folders: ScanOutput[], total: ScanOutput): void {
  for (const field of ['apparentBytes', 'allocatedBytes'] as const) {
    expect(folders.reduce((sum, folder) => sum + folder[field], 0n)).toBe(total[field]);
  }
  for (const field of ['entries', 'files', 'directories', 'symlinks', 'others'] as const) {
    expect(folders.reduce((sum, folder) => sum + folder[field], 0)).toBe(total[field]);
  }
}
