import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { unreadable } from '../test/fixture/permissions.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { askDu } from '../test/oracles/du.js';
import { backends, type HectareOptions, runHectare, scannerCounts } from '../test/programs/hectare.js';
import { findSortedPaths, parseListCsv } from '../test/programs/list-output.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan } from '../test/programs/scan-output.js';
import { unprivilegedOptions, unprivilegedUser } from '../test/programs/unprivileged.js';

const fixture = provideFixture(['plain', 'permissions']);
const testWithDu = testNeeding('GNU du', 'GNU find');
let options: HectareOptions;

beforeAll(() => {
  options = unprivilegedOptions(fixture.top);
});

describe('what an unprivileged user may not read', () => {
  for (const backend of backends) {
    for (const scanners of scannerCounts) {
      testWithDu(
        `is an error each, and the rest counts as in du: ${backend}, ${scanners} scanners`,
        async () => {
          const run = await runScan(
            [fixture.tree, '--backend', backend, '--threads', String(scanners)],
            options,
          );
          const du = await askDu([fixture.tree], { user: unprivilegedUser });
          expect(run.folders[0]?.allocatedBytes).toBe(du.allocatedBytes);
          expect(run.folders[0]?.errors).toEqual(expectedErrors(join(fixture.tree, 'permissions')));
          expect(run).toMatchObject({ code: 1, signal: null, folders: [{ complete: true }] });
        },
      );
    }

    testWithDu(`is listed all the same: ${backend}`, async () => {
      const words = ['list', fixture.tree, '--format', 'paths0', '--backend', backend];
      const { stdout, stderr, code } = await runHectare(words, options);
      expect(stdout.equals(await findSortedPaths(fixture.tree, { user: unprivilegedUser }))).toBe(true);
      expect(code).toBe(1);
      expect(stderr.trimEnd().split('\n')).toHaveLength(unreadable.length);
    });
  }

  testWithDu('has empty fields where nothing could be learnt', async () => {
    const folder = join(fixture.tree, 'permissions');
    const { stdout } = await runHectare(['list', folder], options);
    const rows = parseListCsv(stdout).filter((row) => row.path.startsWith('mode-444/'));
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row).toMatchObject({
        apparentBytes: '',
        allocatedBytes: '',
        mtime: '',
        mode: '',
        inode: '',
        depth: '2',
      });
      expect([row.path.includes('deeper') ? 'directory' : 'file', 'unknown']).toContain(row.type);
    }
  });

  testWithDu('is said on the standard error, one line each, with its path and the reason', async () => {
    const folder = join(fixture.tree, 'permissions');
    const { stderr, code } = await runHectare(['scan', folder], options);
    expect(code).toBe(1);
    for (const { path } of unreadable) expect(stderr).toContain(path);
    expect(stderr).toMatch(/permission denied|EACCES/i);
  });
});

describe('a root', () => {
  for (const backend of backends) {
    testWithDu(`that may not be read ends with exit code 3: ${backend}`, async () => {
      const folder = join(fixture.tree, 'permissions', 'mode-000');
      for (const words of [
        ['scan', folder],
        ['scan', '--json', folder],
        ['list', folder],
      ]) {
        const { stderr, code } = await runHectare([...words, '--backend', backend], options);
        expect(code).toBe(3);
        expect(stderr).toMatch(/mode-000.*(permission|EACCES)/i);
      }
    });
  }

  for (const backend of backends) {
    testWithDu(
      `whose names may be read, but nothing about them, is finished with errors: ${backend}`,
      async () => {
        const folder = join(fixture.tree, 'permissions', 'mode-444');
        const run = await runScan([folder, '--backend', backend], options);
        const paths = ['deeper', 'file-1', 'file-5000'].map((name) => join(folder, name));
        expect(run.folders[0]?.errors.map((error) => error.path)).toEqual(paths);
        expect(run).toMatchObject({ code: 1, folders: [{ complete: true }] });
      },
    );
  }

  testWithDu('below a folder that may not be read is scanned, if it may be entered', async () => {
    const closed = makeFolder(fixture.top, 'closed');
    const open = makeFolder(closed, 'open');
    makeFolder(open, 'inside');
    chmodSync(closed, 0o711);
    const run = await runScan(['.'], { ...options, cwd: open });
    expect(run).toMatchObject({ code: 0, folders: [{ entries: 1 }] });
  });
});

function expectedErrors(folder: string) {
  return unreadable.map(({ path, operation }) => ({ path: join(folder, path), operation, code: 'EACCES' }));
}
