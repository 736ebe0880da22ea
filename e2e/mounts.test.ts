import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { buildMounts } from '../test/fixture/mounts.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { findTruth } from '../test/oracles/truth.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, scanWhole, totalsOf } from '../test/programs/scan-output.js';

const testWithMounts = testNeeding(...needsOfMounts, 'GNU find', 'GNU du');
const fixture = provideFixture(['plain']);
let folder: string;
let mounted: string[] = [];
const namespace = provideMountNamespace((inside) => {
  folder = makeFolder(fixture.tree, 'mounts');
  mounted = buildMounts(folder, fixture, inside);
});
const inside = { through: namespace.through };

for (const backend of backends) {
  describe(`mounts below the root, with the ${backend} backend`, () => {
    testWithMounts(
      'are stubs that count nothing, but for what is bound from elsewhere on the file system',
      async () => {
        const output = await scanWhole([folder, '--backend', backend], inside);
        const without = mounted.filter((name) => name !== 'bind-file').map((name) => join(folder, name));
        expect(output.otherMounts.toSorted()).toEqual(without.toSorted());
        expect(totalsOf(output)).toEqual(await findTruth(folder, { ...inside, without }));
      },
    );

    testWithMounts('are listed, but nothing in them', async () => {
      const words = ['list', folder, '--format', 'paths0', '--backend', backend];
      const { stdout, code } = await runHectare(words, inside);
      expect(code).toBe(0);
      const paths = stdout.toString().split('\0');
      expect(paths).toEqual(expect.arrayContaining(mounted));
      expect(paths.filter((path) => mounted.some((name) => path.startsWith(`${name}/`)))).toEqual([]);
    });

    testWithMounts('count with --cross-mounts, files of the same number on two of them each', async () => {
      const pair = makeFolder(fixture.top, `pair-${backend}`);
      for (const name of ['a', 'b']) {
        namespace.run(
          'mount -t tmpfs tmpfs "$1"; head -c 9000 /dev/zero > "$1/f"; ln "$1/f" "$1/g"',
          makeFolder(pair, name),
        );
      }
      const output = await scanWhole([pair, '--cross-mounts', '--backend', backend], inside);
      const du = await askDu([pair], { ...inside, crossMounts: true });
      expect(output.allocatedBytes).toBe(du.allocatedBytes);
      expect(output).toMatchObject({ files: 4, directories: 2, apparentBytes: 18_000n });
    });

    testWithMounts('of the kernel are not entered even with --cross-mounts, and a cycle ends', async () => {
      const { folders, code, stderr } = await runScan(
        [folder, '--cross-mounts', '--backend', backend],
        inside,
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(folders[0]?.otherMounts).toContain(join(folder, 'proc'));
      expect(folders[0]?.entries).toBeLessThan(1000);
    });

    testWithMounts('may be roots themselves', async () => {
      for (const name of ['tmpfs-a', 'bind', 'overlay', 'loop'].filter((name) => mounted.includes(name))) {
        const root = join(folder, name);
        const output = await scanWhole([root, '--backend', backend], inside);
        expect(output.allocatedBytes).toBe((await askDu([root], inside)).allocatedBytes);
        expect(output.otherMounts).toEqual([]);
      }
    });
  });
}

describe('the fixture of mounts', () => {
  testWithMounts('is seen inside its namespace only', () => {
    expect(mounted).toContain('tmpfs-a');
    expect(readdirSync(join(folder, 'tmpfs-a'))).toEqual(['hidden']);
  });
});
