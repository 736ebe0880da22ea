import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changeKinds, churn, swapWithLinks } from '../test/fixture/disturb.js';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { findTruth } from '../test/oracles/truth.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { runScan } from '../test/programs/scan-output.js';

const fixture = provideFixture(['plain', 'hard-links', 'prefixes']);

/** Errors of names that changed between their enumeration and their stat. */
const fleeting = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ESTALE'];
const rounds = 8;

for (const backend of backends) {
  describe(`while the tree changes, with the ${backend} backend`, () => {
    test('folders that come, move and go are at most errors of their own', async () => {
      const folder = makeFolder(fixture.top, `churn-${backend}`);
      makeFile(folder, 'quiet', 100);
      const churning = churn(folder);
      for (let round = 0; round < rounds; round += 1) await expectUsable(folder, backend);
      expect(await churning.stop()).toBeGreaterThan(100);
    });

    test('names that change their kind are at most errors of their own', async () => {
      const folder = makeFolder(fixture.top, `kinds-${backend}`);
      makeFile(folder, 'quiet', 100);
      const changing = changeKinds(folder, 100);
      for (let round = 0; round < rounds; round += 1) await expectUsable(folder, backend);
      expect(await changing.stop()).toBeGreaterThan(100);
    });

    test('what does not change is counted exactly', async () => {
      const folder = makeFolder(fixture.top, `churn-beside-${backend}`);
      const churning = churn(folder);
      const truth = await findTruth(fixture.tree);
      const { folders, total } = await runScan([fixture.tree, folder, '--backend', backend]);
      await churning.stop();
      expect(folders[0]).toMatchObject({ ...truth, complete: true, errors: [] });
      expect(total?.complete).toBe(true);
    });

    test('a folder swapped with a link to the outside never shows the outside', async () => {
      const folder = makeFolder(fixture.top, `swap-${backend}`);
      const outside = makeFolder(fixture.top, `outside-${backend}`);
      for (let file = 0; file < 50; file += 1) makeFile(outside, `canary-${file}`, 1000);
      const swapping = swapWithLinks(folder, makeFolder(fixture.top, `aside-${backend}`), outside, 200);
      for (let round = 0; round < rounds; round += 1) {
        const words = ['list', folder, '--format', 'paths0', '--backend', backend, '--threads', '2'];
        const { stdout, code, signal } = await runHectare(words);
        expect(stdout.toString()).not.toContain('canary');
        expect(stdout.toString()).toContain('swapped-');
        expect({ codes: [0, 1].includes(code ?? -1), signal }).toEqual({ codes: true, signal: null });
      }
      expect(await swapping.stop()).toBeGreaterThan(100);
    });
  });
}

/** Expects a finished scan, no errors except of names that went away, and consistent sums. */
async function expectUsable(folder: string, backend: string): Promise<void> {
  const { folders, code, signal } = await runScan([folder, '--backend', backend, '--threads', '2']);
  const [output] = folders;
  expect(signal).toBe(null);
  expect(code).toBe(output?.errors.length === 0 ? 0 : 1);
  expect(output?.errors.filter((error) => !fleeting.includes(error.code))).toEqual([]);
  expect(output?.entries).toBe(output!.files + output!.directories + output!.symlinks + output!.others);
  expect(output).toMatchObject({ root: join(folder), complete: true, files: expect.any(Number) });
}
