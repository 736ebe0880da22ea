import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { readableCases } from '../test/fixture/build-fixture.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { findTruth, type Truth } from '../test/oracles/truth.js';
import { backends, scannerCounts } from '../test/programs/hectare.js';
import { isMet, testNeeding } from '../test/programs/requirements.js';
import { scanWhole, totalsOf } from '../test/programs/scan-output.js';

const fixture = provideFixture(readableCases);
const testWithFind = testNeeding('GNU find');

describe('the totals of the hostile tree', () => {
  let truth: Truth;
  beforeAll(async () => {
    if (isMet('GNU find')) truth = await findTruth(fixture.tree);
  });

  for (const backend of backends) {
    for (const scanners of scannerCounts) {
      testWithFind(`equal the truth with the ${backend} backend and ${scanners} scanners`, async () => {
        const output = await scanWhole([fixture.tree, '--backend', backend, '--threads', String(scanners)]);
        expect(totalsOf(output)).toEqual(truth);
        expect(output.backend).toBe(backend);
      });
    }
  }

  testWithFind('equal the truth when nothing is chosen', async () => {
    expect(totalsOf(await scanWhole([fixture.tree]))).toEqual(truth);
  });
});

describe('the totals of one case', () => {
  for (const name of readableCases) {
    testWithFind(`equal the truth: "${name}"`, async () => {
      const folder = join(fixture.tree, name);
      expect(totalsOf(await scanWhole([folder]))).toEqual(await findTruth(folder));
    });
  }
});
