import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { type MountNamespace, openMountNamespace } from '../test/fixture/mount-namespace.js';
import { buildMounts } from '../test/fixture/mounts.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runCommand } from '../test/programs/command.js';
import { testNeeding } from '../test/programs/requirements.js';
import { unprivilegedUser } from '../test/programs/unprivileged.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const fixture = provideFixture(['plain', 'names', 'permissions', 'symbolic-links']);

interface RunOptions {
  through?: string[];
}

/** Runs a program that imports the built library under its public name. */
async function runProgram(source: string, words: string[], { through = [] }: RunOptions = {}) {
  const program = [process.execPath, '--input-type=module', '-e', source, ...words];
  // why: nsenter begins in the root folder, where nobody knows the package.
  const command = through.length > 0 ? [...through, 'env', '-C', repository, ...program] : program;
  const { stdout, stderr, code } = await runCommand(command, { cwd: repository });
  return { stdout: stdout.toString(), stderr, code };
}

describe('the example of docs/library.md', () => {
  test('runs, and says what it should', async () => {
    const text = readFileSync(join(repository, 'docs', 'library.md'), 'utf8');
    const example = text.match(/```js\n(.*?)```/s)![1]!;
    const { stdout, stderr, code } = await runProgram(example, [`${fixture.tree}/plain`]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^\d+ entries, \d+ bytes\ntrue\nENOENT\ntrue\n$/);
  });
});

describe('the built library', () => {
  test('lets the process end while threads of a cache are at rest, and after close', async () => {
    for (const end of ['', 'cache.close();', 'cache[Symbol.dispose]();']) {
      const source = `
        import { BatchedStatCache } from 'hectare';
        const cache = new BatchedStatCache({ scanners: 2 });
        const paths = Array.from({ length: 100 }, (_, index) => '/proc/self/fd/' + index);
        console.log((await cache.statBatch(paths)).length);
        ${end}`;
      expect(await runProgram(source, [])).toEqual({ stdout: '100\n', stderr: '', code: 0 });
    }
  });

  test('says what cannot be read to who may not read it', async () => {
    const source = `
      import { collectWithBatchedStats, FileListWalker } from 'hectare';
      const root = process.argv.at(-1);
      const brief = (entries) => entries.map(({ relativePath, metadata, error }) => [relativePath, metadata?.kind, error]);
      const walked = brief(new FileListWalker(root).collect());
      if (process.getuid() === 0) process.seteuid(${unprivilegedUser ?? 0});
      const refused = brief(new FileListWalker(root).collect());
      const batched = brief(await collectWithBatchedStats(root, { scanners: 2 }));
      console.log(JSON.stringify([JSON.stringify(batched) === JSON.stringify(refused), walked.length, refused]));`;
    const { stdout, stderr, code } = await runProgram(source, [`${fixture.tree}/permissions`]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const [isSame, all, refused] = JSON.parse(stdout) as [boolean, number, [string, string?, object?][]];
    expect(isSame).toBe(true);
    if (unprivilegedUser === undefined) return;
    expect(refused.length).toBeLessThan(all);
    expect(refused.map(([, , error]) => error)).toContainEqual({ operation: 'readdir', code: 'EACCES' });
  });
});

describe('mounts below the root', () => {
  const testWithMounts = testNeeding('root', 'mount namespaces');
  let namespace: MountNamespace | undefined;
  let folder: string;
  let mounted: string[] = [];

  beforeAll(async () => {
    if (process.getuid?.() !== 0) return;
    namespace = await openMountNamespace();
    folder = makeFolder(fixture.tree, 'mounts');
    mounted = buildMounts(folder, fixture, namespace);
  });
  afterAll(() => namespace?.close());

  const inside = () => ({ through: namespace?.through ?? [] });
  const source = (options: string) => `
    import { collectPathsRecursive, collectWithBatchedStats, FileListWalker } from 'hectare';
    const root = process.argv.at(-1);
    const paths = (entries) => entries.map(({ relativePath }) => relativePath);
    console.log(JSON.stringify([
      paths(await collectWithBatchedStats(root, ${options})),
      paths(new FileListWalker(root, ${options}).collect()),
      paths(collectPathsRecursive(root, ${options})).sort(),
    ]));`;

  testWithMounts('are listed and not entered by any of the listings, bind mounts too', async () => {
    const { stdout, stderr } = await runProgram(source('{}'), [folder], inside());
    expect(stderr).toBe('');
    const [batched, walked, collected] = JSON.parse(stdout) as string[][];
    expect(batched).toEqual(expect.arrayContaining(mounted));
    expect(batched!.filter((path) => mounted.some((name) => path.startsWith(`${name}/`)))).toEqual([]);
    expect(walked).toEqual(batched);
    expect(collected).toEqual(batched!.toSorted());
  });

  testWithMounts('are entered by all with crossMounts, those of the kernel excepted', async () => {
    const { stdout, stderr } = await runProgram(source('{ crossMounts: true }'), [folder], inside());
    expect(stderr).toBe('');
    const [batched, walked, collected] = JSON.parse(stdout) as string[][];
    expect(batched).toContain('tmpfs-a/file');
    expect(batched!.filter((path) => path.startsWith('proc/'))).toEqual([]);
    expect(walked).toEqual(batched);
    expect(collected).toEqual(batched!.toSorted());
  });
});
