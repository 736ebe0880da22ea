import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { askDu } from '../test/oracles/du.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { findSortedPaths } from '../test/programs/list-output.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan } from '../test/programs/scan-output.js';

const testWithDu = testNeeding('Linux', 'GNU du', 'GNU find');
const packages = realpathSync(fileURLToPath(new URL('../node_modules', import.meta.url)));

/** Trees that were not made for a test. They must not change, but may hold what this user cannot read. */
const trees: [string, string][] = [
  ['the packages of this project', packages],
  ['the programs of this machine', '/usr'],
];

for (const [title, folder] of trees) {
  describe(title, () => {
    for (const backend of backends) {
      testWithDu(`occupy what du says: ${backend}`, async () => {
        for (const [words, options] of [
          [[], {}],
          [['--count-links'], { countLinks: true }],
          [['-L'], { followLinks: true }],
        ] as const) {
          const { folders } = await runScan([folder, '--backend', backend, ...words]);
          const du = await askDu([folder], options);
          expect(folders[0]?.allocatedBytes).toBe(du.allocatedBytes);
        }
      });
    }

    testWithDu('are listed as find and sort have them', async () => {
      const { stdout } = await runHectare(['list', folder, '--format', 'paths0']);
      expect(stdout.equals(await findSortedPaths(folder))).toBe(true);
    });
  });
}
