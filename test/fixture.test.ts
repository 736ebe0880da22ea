import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askDu } from './du.js';
import { findEntries } from './find.js';
import { allCases, buildFixture, type FixtureCaseName, readableCases } from './fixture/build-fixture.js';
import { hostileNames } from './fixture/hostile-names.js';
import { provideFixture } from './fixture/provide-fixture.js';
import { removeFixture } from './fixture/remove-fixture.js';
import { isMet, testNeeding } from './requirements.js';
import { findTruth } from './truth.js';

const fixture = provideFixture(readableCases);
const testWithDu = testNeeding('GNU du', 'GNU find');
const testWithFind = testNeeding('GNU find');

describe('the truth agrees with GNU du', () => {
  testWithDu('on the whole fixture', async () => {
    const truth = await findTruth(fixture.tree);
    const du = await askDu([fixture.tree]);
    expect(truth.allocatedBytes).toBe(du.allocatedBytes);
  });

  testWithDu('on every hard link, when du counts them all', async () => {
    const truth = await findTruth(fixture.tree);
    const du = await askDu([fixture.tree], { countLinks: true });
    expect(truth.allocatedBytes + truth.hardLinks.duplicateBytes).toBe(du.allocatedBytes);
  });

  testWithDu('where links are followed', async () => {
    const truth = await findTruth(fixture.tree, { followLinks: true });
    const du = await askDu([fixture.tree], { followLinks: true });
    expect(truth.allocatedBytes).toBe(du.allocatedBytes);
  });

  for (const name of readableCases) {
    testWithDu(`on the case "${name}"`, async () => {
      const folder = join(fixture.tree, name);
      expect((await findTruth(folder)).allocatedBytes).toBe((await askDu([folder])).allocatedBytes);
    });
  }
});

describe('the fixture', () => {
  test.skipIf(!isMet('Linux') || !isMet('root'))(
    'is complete on Linux, but for file systems without reflinks',
    () => {
      const missing = fixture.skipped.filter((reason) => !/^(reflink|extended attribute)/.test(reason));
      expect(missing).toEqual([]);
    },
  );

  testWithFind('holds lengths whose sum no double can hold', async () => {
    const { apparentBytes } = await findTruth(caseFolder('sparse'));
    expect(apparentBytes).toBeGreaterThan(2n ** 53n);
    expect(BigInt(Number(apparentBytes))).not.toBe(apparentBytes);
  });

  testWithFind('is 6,000 levels deep, and has paths longer than PATH_MAX', async () => {
    const { entries } = await findEntries(caseFolder('deep'));
    expect(Math.max(...entries.map((entry) => entry.depth))).toBe(6002);
    expect(Math.max(...entries.map((entry) => entry.path.length))).toBeGreaterThan(12_000);
  });

  testWithFind('holds every hostile name twice as it is', async () => {
    const { entries } = await findEntries(caseFolder('names'));
    const names = new Set(entries.map((entry) => entry.path.toString('latin1')));
    for (const name of hostileNames) {
      expect(names).toContain(`as-files/${name.toString('latin1')}`);
      expect(names).toContain(`as-folders/${name.toString('latin1')}/${name.toString('latin1')}`);
    }
  });

  testWithFind('has names in each of its kinds', async () => {
    const truth = await findTruth(fixture.tree);
    expect(truth.files).toBeGreaterThan(20_000);
    expect(truth.directories).toBeGreaterThan(6000);
    expect(truth.symlinks).toBeGreaterThan(50);
    expect(truth.others).toBeGreaterThan(0);
    expect(truth.hardLinks.paths).toBeGreaterThan(1000);
  });

  test('is removed without a trace', () => {
    const other = buildFixture(allCases);
    expect(readdirSync(other.tree)).toHaveLength(allCases.length);
    removeFixture(other);
    expect(existsSync(other.top)).toBe(false);
  }, 120_000);
});

function caseFolder(name: FixtureCaseName): string {
  return join(fixture.tree, name);
}
