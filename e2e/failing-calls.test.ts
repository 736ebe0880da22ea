import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { findTruth } from '../test/oracles/truth.js';
import { backends } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, scanWhole, totalsOf } from '../test/programs/scan-output.js';

const fixture = provideEmptyFixture();
const testWithStrace = testNeeding('Linux', 'strace', 'GNU find');

beforeAll(() => {
  makeFile(makeFolder(fixture.tree, 'good'), 'file', 5000);
  makeFile(makeFolder(fixture.tree, 'broken'), 'lost', 6000);
  makeFile(fixture.tree, 'victim', 7000);
});

describe('where the kernel refuses statx', () => {
  for (const code of ['ENOSYS', 'EPERM']) {
    testWithStrace(`with ${code}, fstatat takes over, and the output says so`, async () => {
      const output = await scanWhole([fixture.tree], { through: failing('statx', code) });
      expect(totalsOf(output)).toEqual(await findTruth(fixture.tree));
      expect(output.backend).toBe('fstatat');
      expect(
        JSON.stringify(output, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
      ).toContain(code);
    });
  }
});

describe('a call that fails', () => {
  const failures = backends.flatMap((backend) => ['EIO', 'ENOMEM'].map((code) => [backend, code] as const));
  for (const [backend, code] of failures) {
    testWithStrace(`with ${code} while a folder is read costs that folder only: ${backend}`, async () => {
      const broken = join(fixture.tree, 'broken');
      await expectLost(backend, failing('getdents64', code, broken), {
        path: broken,
        operation: 'readdir',
        code,
      });
    });
  }

  // node:fs gets other paths than the two, by which strace cannot tell the folder or the file.
  for (const backend of ['statx', 'fstatat'] as const) {
    testWithStrace(`with EMFILE while a folder is opened costs that folder only: ${backend}`, async () => {
      const through = failing('openat,?openat2', 'EMFILE', 'broken');
      const broken = join(fixture.tree, 'broken');
      await expectLost(backend, through, { path: broken, operation: 'readdir', code: 'EMFILE' });
    });

    testWithStrace(`with EIO while a file is looked at costs that file only: ${backend}`, async () => {
      const through = failing('statx,newfstatat', 'EIO', 'victim');
      const victim = join(fixture.tree, 'victim');
      await expectLost(backend, through, { path: victim, operation: 'stat', code: 'EIO' });
    });
  }
});

/** Returns a command through which some system calls fail: all of them, or those with one path. */
function failing(calls: string, code: string, path?: string): string[] {
  const only = path === undefined ? [] : ['-P', path];
  const inject = `inject=${calls}:error=${code}`;
  return ['strace', '-f', '-qq', '-o', '/dev/null', ...only, '-e', `trace=${calls}`, '-e', inject];
}

interface Failure {
  path: string;
  operation: string;
  code: string;
}

/** Expects everything to count except what could not be read: of a folder its own blocks count, of a file nothing. */
async function expectLost(backend: string, through: string[], failure: Failure): Promise<void> {
  const run = await runScan([fixture.tree, '--backend', backend], { through });
  const left = failure.operation === 'readdir' ? `${failure.path}/lost` : failure.path;
  const truth = await findTruth(fixture.tree, { without: [left] });
  expect(run).toMatchObject({ code: 1, folders: [{ complete: true, errors: [failure] }] });
  expect(totalsOf(run.folders[0]!)).toEqual(truth);
}
