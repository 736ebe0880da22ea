import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { findTruth } from '../test/oracles/truth.js';
import { runCommand } from '../test/programs/command.js';
import { backends, runHectare, scannerCounts } from '../test/programs/hectare.js';
import { findSortedPaths } from '../test/programs/list-output.js';
import { isMet, testNeeding } from '../test/programs/requirements.js';
import { runScan, type ScanOutput, scanWhole, totalsOf } from '../test/programs/scan-output.js';
import { unprivilegedOptions } from '../test/programs/unprivileged.js';

/** A second opinion: a hostile tree made by others, with their own expected results, where it is available. */
const script = fileURLToPath(new URL('../../shared/torture/torture.sh', import.meta.url));
const isThere = existsSync(script) && isMet('Linux');
const why = isThere ? '' : ' (skipped: needs ../shared/torture/torture.sh on Linux)';
const testAsRoot = testNeeding('root');
const testWithMounts = testNeeding(...needsOfMounts);
const fixture = provideEmptyFixture();
const { through } = provideMountNamespace(() => undefined);
let torture: Torture;

/** Expected totals: bytes are strings of digits. */
interface Totals {
  entries: number;
  files: number;
  dirs: number;
  symlinks: number;
  others: number;
  hard_link_groups: number;
  bytes: { allocated_once: string; allocated_links: string; apparent_posix_once: string };
  errors: { op: string; errno: string; path: string }[];
}

interface Torture {
  tree: string;
  truth: Totals;
  follow_03_symlinks: Totals;
  as_uid_65534?: Totals;
}

beforeAll(async () => {
  if (isThere) torture = await build('quiet', []);
}, 300_000);

describe.skipIf(!isThere)(`the torture tree${why}`, () => {
  for (const backend of backends) {
    for (const scanners of scannerCounts) {
      test(`is counted as its own truth says: ${backend}, ${scanners} scanners`, async () => {
        const run = await runScan([torture.tree, '--backend', backend, '--threads', String(scanners)]);
        expectTotals(run.folders[0]!, torture.truth);
        expect(run.code).toBe(torture.truth.errors.length === 0 ? 0 : 1);
      });
    }

    test(`is counted with every link as its own truth says: ${backend}`, async () => {
      const { folders } = await runScan([torture.tree, '--count-links', '--backend', backend]);
      expect(String(folders[0]?.allocatedBytes)).toBe(torture.truth.bytes.allocated_links);
    });

    test(`is followed as its own truth says: ${backend}`, async () => {
      const { folders } = await runScan([join(torture.tree, '03-symlinks'), '-L', '--backend', backend]);
      expect(String(folders[0]?.allocatedBytes)).toBe(torture.follow_03_symlinks.bytes.allocated_once);
    });

    test(`is listed as find and sort have it: ${backend}`, async () => {
      const words = ['list', torture.tree, '--format', 'paths0', '--backend', backend];
      const { stdout } = await runHectare(words);
      expect(stdout.equals(await findSortedPaths(torture.tree))).toBe(true);
    });

    testAsRoot(`is counted for an unprivileged user as its own truth says: ${backend}`, async () => {
      const run = await runScan([torture.tree, '--backend', backend], unprivilegedOptions(fixture.top));
      expectTotals(run.folders[0]!, torture.as_uid_65534!);
      expect(run.code).toBe(1);
    });
  }
});

describe.skipIf(!isThere)(`the torture tree with mounts${why}`, () => {
  testWithMounts('counts what lies outside of them', async () => {
    const { tree } = await build('mounts', ['--mounts']);
    const folder = join(tree, '20-mounts');
    for (const backend of backends) {
      const output = await scanWhole([tree, '--backend', backend], { through });
      const without = output.otherMounts;
      expect(totalsOf(output)).toEqual(await findTruth(tree, { through, without }));
      const mounts = await runCommand([...through, 'findmnt', '-rno', 'TARGET']);
      const below = mounts.stdout
        .toString()
        .split('\n')
        .filter((path) => path.startsWith(`${folder}/`))
        // Its source lies outside of the tree on the same file system: it belongs in.
        .filter((path) => path !== join(folder, 'bind-file'));
      expect(without.toSorted()).toEqual(below.toSorted());
      const crossing = await runScan([folder, '--cross-mounts', '--backend', backend], { through });
      expect(crossing.code).toBe(0);
      const pair = ['tmpfs-a', 'tmpfs-b'].map((name) => join(folder, name));
      const together = await runScan([...pair, '--backend', backend], { through });
      expect(together.total?.allocatedBytes).toBe((await askDu(pair, { through })).allocatedBytes);
    }
  });
});

/** Runs inside the namespace, where there is one; the tree is removed with the fixture. */
async function build(name: string, options: string[]): Promise<Torture> {
  const { stdout, stderr, code } = await runCommand([
    ...through,
    script,
    'build',
    join(fixture.top, name),
    ...options,
  ]);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout.toString()) as Torture;
}

function expectTotals(output: ScanOutput, truth: Totals): void {
  // Its entries and directories include the root.
  expect(output).toMatchObject({
    entries: truth.entries - 1,
    files: truth.files,
    directories: truth.dirs - 1,
    symlinks: truth.symlinks,
    others: truth.others,
    allocatedBytes: BigInt(truth.bytes.allocated_once),
    apparentBytes: BigInt(truth.bytes.apparent_posix_once),
    hardLinks: { files: truth.hard_link_groups },
    complete: true,
  });
  expect(output.errors.map((error) => error.path).toSorted()).toEqual(
    truth.errors.map((error) => errorPath(error, output.root)).toSorted(),
  );
}

/** Decodes their paths, which are percent-encoded; some begin with the path of the tree, some below it. */
function errorPath({ path }: { path: string }, tree: string): string {
  return resolve(tree, decodeURIComponent(path));
}
