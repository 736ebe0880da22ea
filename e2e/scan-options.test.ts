import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { findTruth } from '../test/oracles/truth.js';
import { backends } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, scanWhole, totalsOf } from '../test/programs/scan-output.js';

const fixture = provideFixture(['plain', 'hard-links', 'symbolic-links', 'names', 'excludes', 'prefixes']);
const testWithDu = testNeeding('GNU du');
const testWithFind = testNeeding('GNU find');

for (const backend of backends) {
  describe(`with the ${backend} backend`, () => {
    testWithDu('--count-links occupies what du -l says', async () => {
      const output = await scanWhole([fixture.tree, '--count-links', '--backend', backend]);
      const du = await askDu([fixture.tree], { countLinks: true });
      expect(output.allocatedBytes).toBe(du.allocatedBytes);
    });

    testWithDu('-L occupies what du -L says, and reports the links in a circle', async () => {
      const { folders, code } = await runScan([fixture.tree, '-L', '--backend', backend]);
      const du = await askDu([fixture.tree], { followLinks: true });
      expect(folders[0]?.allocatedBytes).toBe(du.allocatedBytes);
      expect(code).toBe(1);
      expect(folders[0]?.errors.map((error) => error.path)).toContain(
        join(fixture.tree, 'symbolic-links/links/self'),
      );
    });
  });
}

/** Quotes a name in Latin-1 for a shell. */
const rawName = '"$(printf "latin1-\\351")"';

describe('--exclude', () => {
  const patterns = [
    ...['node_modules', '.git', 'cache', '*.o', 'build*', '*cache*', 'excludes/cache', 'a', 'a.b', 'x'],
    ...[
      'bad-*',
      'two*lines*',
      'forged*total',
      '__proto__',
      '\\[a-z\\]',
      '\\*',
      'latin1-?',
      '.hidden*',
      'nfc-*',
    ],
  ];
  for (const pattern of patterns) {
    testWithDu(`${JSON.stringify(pattern)} leaves out what du leaves out`, async () => {
      const output = await scanWhole([fixture.tree, '--exclude', pattern]);
      const du = await askDu([fixture.tree], { excludes: [pattern] });
      expect(output.allocatedBytes).toBe(du.allocatedBytes);
    });
  }

  testWithDu('may be given several times', async () => {
    const output = await scanWhole([fixture.tree, '--exclude', 'names', '--exclude', '*.o']);
    const du = await askDu([fixture.tree], { excludes: ['names', '*.o'] });
    expect(output.allocatedBytes).toBe(du.allocatedBytes);
  });

  testWithFind('with a slash at its end leaves out folders, and no file of that name', async () => {
    const root = makeFolder(fixture.top, 'slash');
    const build = makeFolder(makeFolder(root, 'one'), 'build');
    makeFile(build, 'out', 5000);
    const two = makeFolder(root, 'two');
    makeFile(two, 'build', 7000);
    symlinkSync('../one/build', join(two, 'buil'));
    for (const backend of backends) {
      const output = await scanWhole([root, '--exclude', 'bu?l*/', '--backend', backend]);
      expect(totalsOf(output)).toEqual(await findTruth(root, { without: [build] }));
    }
  });

  testWithFind('takes what looks like a pattern of a shell as letters', async () => {
    const root = makeFolder(fixture.top, 'letters');
    const names = ['report (1).pdf', 'report 1.pdf', 'a|b', 'x'];
    for (const name of names) makeFile(root, name, 5000);
    const left: [glob: string, names: string[]][] = [
      ['report (1)*', ['report (1).pdf']],
      ['*|*', ['a|b']],
      ['(*', []],
    ];
    for (const [glob, without] of left) {
      const { folders } = await runScan([root, '--exclude', glob]);
      const truth = await findTruth(root, { without: without.map((name) => join(root, name)) });
      expect([glob, totalsOf(folders[0]!)]).toEqual([glob, truth]);
    }
  });

  testWithFind(
    'takes paths as a shell completes them, and names on standard error what matches nothing',
    async () => {
      const root = makeFolder(fixture.top, 'spelled');
      const cache = makeFolder(root, 'cache');
      makeFile(cache, 'inside', 5000);
      makeFile(makeFolder(makeFolder(root, 'deep'), 'cache'), 'inside', 7000);
      const truth = await findTruth(root, { without: [cache] });
      for (const glob of ['./cache', '/cache', './/cache', cache, `${root}//cache/`]) {
        const { folders, code, stderr } = await runScan([root, '--exclude', glob, '--exclude', '*.none']);
        expect([glob, totalsOf(folders[0]!)]).toEqual([glob, truth]);
        expect(stderr).toBe(`hectare: ${root}: nothing matches --exclude "*.none"\n`);
        expect(code).toBe(0);
      }
    },
  );

  testWithFind('with "/**" at its end leaves a folder, without what is in it', async () => {
    const root = makeFolder(fixture.top, 'inside');
    const cache = makeFolder(root, 'cache');
    makeFile(makeFolder(cache, 'sub'), 'file', 5000);
    const output = await scanWhole([root, '--exclude', 'cache/**']);
    expect(totalsOf(output)).toEqual(await findTruth(root, { without: [join(cache, 'sub')] }));
  });

  testWithFind('leaves out whole folders, and counts nothing of them', async () => {
    const output = await scanWhole([fixture.tree, '--exclude', 'names']);
    expect(totalsOf(output)).toEqual(
      await findTruth(fixture.tree, { without: [join(fixture.tree, 'names')] }),
    );
  });
});

describe('the folder itself', () => {
  testWithFind('counts the same with -x, with a slash at its end, and through dots', async () => {
    const truth = await findTruth(join(fixture.tree, 'plain'));
    for (const words of [['plain', '-x'], ['plain/'], ['./names/../plain/.']]) {
      const output = await scanWhole(words, { cwd: fixture.tree });
      expect(totalsOf(output)).toEqual(truth);
    }
  });

  testWithFind('may be the current folder', async () => {
    const output = await scanWhole(['.'], { cwd: fixture.tree });
    expect(totalsOf(output)).toEqual(await findTruth(fixture.tree));
  });

  testWithFind('may have a name that is not UTF-8', async () => {
    const through = [
      'sh',
      '-c',
      `cd "$0" && mkdir -p ${rawName}/inside && cd ${rawName} && exec "$@"`,
      fixture.top,
    ];
    expect(await scanWhole(['.'], { through })).toMatchObject({ entries: 1, directories: 1 });
  });

  testWithFind('may have a name that is not UTF-8, given as such', async () => {
    const through = [
      'sh',
      '-c',
      `mkdir -p "$0"/given/${rawName}/inside && exec "$@" "$0"/given/${rawName}`,
      fixture.top,
    ];
    const output = await scanWhole([], { through });
    expect(output).toMatchObject({ entries: 1, directories: 1 });
    expect(output.root).toContain('\ufffd');
  });

  testWithFind('may be given as a symbolic link', async () => {
    const link = join(fixture.top, 'link-to-plain');
    symlinkSync(join(fixture.tree, 'plain'), link);
    expect(totalsOf(await scanWhole([link]))).toEqual(await findTruth(join(fixture.tree, 'plain')));
  });

  testWithFind('may be called like an option, after --', async () => {
    const folder = join(fixture.tree, 'names', 'as-folders');
    expect(totalsOf(await scanWhole(['--', '--help'], { cwd: folder }))).toEqual(
      await findTruth(join(folder, '--help')),
    );
  });
});

describe('an empty folder', () => {
  test('counts no entry, and what it occupies itself', async () => {
    const output = await scanWhole([makeFolder(fixture.top, 'empty')]);
    expect(output).toMatchObject({
      entries: 0,
      files: 0,
      directories: 0,
      symlinks: 0,
      others: 0,
      apparentBytes: 0n,
    });
  });
});

describe('the JSON of a scan', () => {
  test('has the documented fields, in one line', async () => {
    const folder = makeFolder(fixture.top, 'for-json');
    makeFile(folder, 'file', 3);
    const output = await scanWhole([folder, '--threads', '2']);
    const fields = [
      'root',
      'entries',
      'files',
      'directories',
      'symlinks',
      'others',
      'apparentBytes',
      'allocatedBytes',
    ];
    const more = ['hardLinks', 'otherMounts', 'errors', 'elapsedMs', 'scanners', 'backend', 'complete'];
    expect(Object.keys(output)).toEqual([...fields, ...more]);
    expect(Object.keys(output.hardLinks)).toEqual(['files', 'paths', 'duplicateBytes']);
    expect(output).toMatchObject({ root: folder, entries: 1, files: 1, apparentBytes: 3n, complete: true });
    expect(output.elapsedMs).toBeGreaterThanOrEqual(0);
    expect(output.scanners).toBeGreaterThanOrEqual(1);
    expect(output.scanners).toBeLessThanOrEqual(2);
    expect(backends).toContain(output.backend);
  });
});
