import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { buildRandomTree, randomTree } from '../test/fixture/random-tree.js';
import { findEntries } from '../test/oracles/find.js';
import { sumEntries } from '../test/oracles/truth.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { foundColumns, parseListCsv, rowOf, sortByPath } from '../test/programs/list-output.js';
import { testNeeding } from '../test/programs/requirements.js';
import { scanWhole, totalsOf } from '../test/programs/scan-output.js';

const fixture = provideEmptyFixture();
const testWithFind = testNeeding('GNU find');
let built = 0;

const howToRead = fc.record({
  backend: fc.constantFrom(...backends),
  scanners: fc.integer({ min: 1, max: 6 }),
});

describe('any small tree', () => {
  testWithFind('is scanned and listed as find has it', async () => {
    const property = fc.asyncProperty(randomTree, howToRead, async (tree, { backend, scanners }) => {
      built += 1;
      const folder = makeFolder(fixture.tree, `tree-${built}`);
      buildRandomTree(folder, tree);
      const found = sortByPath((await findEntries(folder)).entries);
      const words = [folder, '--backend', backend, '--threads', String(scanners)];
      expect(totalsOf(await scanWhole(words))).toEqual(sumEntries(found));
      const listing = await runHectare(['list', ...words]);
      expect(parseListCsv(listing.stdout).map(foundColumns)).toEqual(found.map(rowOf));
    });
    await fc.assert(property, { numRuns: 30 });
  });
});
