import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { runCommand } from '../test/programs/command.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, scanWhole } from '../test/programs/scan-output.js';
import { seededRandom } from '../test/support/trees/random-changes.js';

const testWithMounts = testNeeding(...needsOfMounts, 'GNU du');
const fixture = provideEmptyFixture();
const namespace = provideMountNamespace(() => undefined);
const inside = { through: namespace.through };
const bind = (source: string, target: string) => namespace.run('mount --bind "$1" "$2"', source, target);

/** An earlier mount may hide either. */
const bindIfThere = '[ ! -d "$1" ] || [ ! -d "$2" ] || mount --bind "$1" "$2"';

let folders = 0;
const newFolder = (): string => makeFolder(fixture.tree, `case-${folders++}`);

/** Adds up what every inode of the root's device occupies, each once, as node:fs finds them along every path. */
const unionScript = `
const { lstatSync, readdirSync } = require('node:fs');
const root = process.argv[1];
const seen = new Set();
let total = 0;
const { dev } = lstatSync(root);
const pending = [root];
for (let path = pending.pop(); path; path = pending.pop()) {
  const stat = lstatSync(path);
  if (stat.dev !== dev || seen.has(stat.ino)) continue;
  seen.add(stat.ino);
  total += stat.blocks * 512;
  if (stat.isDirectory()) for (const name of readdirSync(path)) pending.push(path + '/' + name);
}
console.log(total);`;

async function askUnion(root: string): Promise<bigint> {
  const words = [...namespace.through, process.execPath, '-e', unionScript, root];
  return BigInt((await runCommand(words, {})).stdout.toString());
}

describe.each(backends)('bind mounts, with the %s backend,', (backend) => {
  testWithMounts('of a folder on itself count', async () => {
    const root = newFolder();
    const self = makeFolder(root, 'self');
    makeFile(self, 'file', 2_000_000);
    bind(self, self);
    const output = await scanWhole([root, '--backend', backend], inside);
    expect(output.allocatedBytes).toBe(2_011_136n);
    expect(output.allocatedBytes).toBe((await askDu([root], inside)).allocatedBytes);
    expect(output.otherMounts).toEqual([]);
  });

  testWithMounts('of the root in itself are no cycle where mounts are crossed', async () => {
    const root = newFolder();
    const a = makeFolder(root, 'a');
    makeFile(a, 'file', 503_808);
    bind(root, makeFolder(a, 'b'));
    for (const cross of [[], ['--cross-mounts']]) {
      const output = await scanWhole([root, '--backend', backend, ...cross], inside);
      expect([output.allocatedBytes, output.entries]).toEqual([512_000n, 2]);
      expect(output.otherMounts).toEqual([join(a, 'b')]);
    }
  });

  testWithMounts('of the folder that holds the root end at the root', async () => {
    const holder = newFolder();
    makeFile(holder, 'beside', 100_000);
    const root = makeFolder(holder, 'root');
    makeFile(root, 'file', 50_000);
    bind(holder, makeFolder(root, 'x'));
    const output = await scanWhole([root, '--backend', backend], inside);
    expect(output.allocatedBytes).toBe(await askUnion(root));
    expect(output.otherMounts).toEqual([join(root, 'x/root')]);
  });

  testWithMounts('that show a part of the root once more are named with it', async () => {
    const root = newFolder();
    makeFile(makeFolder(root, 'source'), 'file', 10_000);
    bind(join(root, 'source'), makeFolder(root, 'shown'));
    const { stdout } = await runHectare(['scan', root, '--backend', backend], inside);
    expect(stdout.toString()).toContain(`    ${join(root, 'shown')} (the same as ${join(root, 'source')})\n`);
    const {
      folders: [output],
    } = await runScan([root, '--backend', backend], inside);
    expect(output).toMatchObject({
      mountAliases: [{ path: join(root, 'shown'), source: join(root, 'source') }],
    });
  });

  testWithMounts(
    'at random count each inode once',
    async () => {
      for (let seed = 1; seed <= 4; seed++) {
        const top = newFolder();
        const all = [makeFolder(top, 'root'), makeFolder(top, 'outside')];
        const [root] = all as [string];
        const below = seededRandom(seed);
        for (let count = 0; count < 16; count++) {
          const folder = makeFolder(count === 0 ? root : all[below(all.length)]!, `f${count}`);
          makeFile(folder, 'file', 4096 * (1 + below(50)));
          all.push(folder);
        }
        const targets = all.filter((folder) => folder.startsWith(`${root}/`) && below(3) === 0);
        // What a mount hides would be seen through another mount of what holds it.
        const sources = all.filter(
          (folder) => !targets.some((target) => `${target}/`.startsWith(`${folder}/`)),
        );
        for (const target of targets) namespace.run(bindIfThere, sources[below(sources.length)]!, target);
        const cross = seed % 2 === 0 ? ['--cross-mounts'] : [];
        const output = await scanWhole([root, '--backend', backend, ...cross], inside);
        expect([seed, output.allocatedBytes]).toEqual([seed, await askUnion(root)]);
      }
    },
    120_000,
  );
});
