import { mkdtempSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { backends } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan } from '../test/programs/scan-output.js';
import { seededRandom } from '../test/support/trees/random-changes.js';

const testWithDu = testNeeding('GNU du');
const fixture = provideEmptyFixture();
const newFolder = (): string => mkdtempSync(join(fixture.tree, 'case-'));

async function expectAsDu(root: string, countLinks: boolean, backend: string): Promise<bigint> {
  const words = [root, '--backend', backend, '--follow-links', ...(countLinks ? ['--count-links'] : [])];
  const { folders, code, stderr } = await runScan(words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { allocatedBytes } = folders[0]!;
  expect(allocatedBytes).toBe((await askDu([root], { followLinks: true, countLinks })).allocatedBytes);
  return allocatedBytes;
}

describe.each(backends)('followed links, with the %s backend,', (backend) => {
  testWithDu('count at every path with --count-links, and once without', async () => {
    const root = newFolder();
    makeFile(makeFolder(root, 'd'), 'f', 1_000_000);
    for (const link of ['l1', 'l2']) symlinkSync('d', join(root, link));
    symlinkSync('d/f', join(root, 'lf'));
    expect(await expectAsDu(root, true, backend)).toBeGreaterThan(4_000_000n);
    expect(await expectAsDu(root, false, backend)).toBeLessThan(1_020_000n);
  });

  testWithDu('to the folder above count for nothing', async () => {
    const root = newFolder();
    symlinkSync('..', join(makeFolder(root, 's'), 'up'));
    for (const countLinks of [true, false]) expect(await expectAsDu(root, countLinks, backend)).toBe(8192n);
  });

  testWithDu(
    'at random agree with du',
    async () => {
      for (let seed = 1; seed <= 3; seed++) {
        const root = newFolder();
        const below = seededRandom(seed);
        const all = [root];
        for (let count = 0; count < 8; count++) {
          const parent = all[below(all.length)]!;
          const folder = makeFolder(parent, `f${count}`);
          makeFile(folder, 'file', 4096 * (1 + below(20)));
          all.push(folder);
        }
        for (let count = 0; count < 5; count++) {
          const target = all[below(all.length)]!;
          symlinkSync(
            below(3) === 0 && target !== root ? join(target, 'file') : target,
            join(all[below(all.length)]!, `l${count}`),
          );
        }
        await expectAsDu(root, seed % 2 === 0, backend);
        await expectAsDu(root, seed % 2 !== 0, backend);
      }
    },
    100_000,
  );
});
