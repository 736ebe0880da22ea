import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { buildWidest, namesPerInode } from '../test/fixture/wide.js';
import { askDu } from '../test/oracles/du.js';
import { type CommandResult, runCommand } from '../test/programs/command.js';
import { backends, hectareCommand, runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, scanWhole } from '../test/programs/scan-output.js';

/** Number of names in the folder. Building it is slow, so tests that need a long scan are here too. */
const million = 1_000_000;
const testWithDu = testNeeding('GNU du');
const testWithTerminal = testNeeding('script (util-linux)');
const fixture = provideEmptyFixture();
let folder: string;
let apparentBytes: bigint;

beforeAll(() => {
  folder = makeFolder(fixture.tree, 'wide');
  apparentBytes = buildWidest(folder, million);
}, 300_000);

describe('a folder of a million names', () => {
  for (const backend of backends) {
    testWithDu(`is counted exactly: ${backend}`, async () => {
      const output = await scanWhole([folder, '--backend', backend]);
      expect(output).toMatchObject({ entries: million, files: million, apparentBytes });
      expect(output.hardLinks).toMatchObject({ files: million / namesPerInode, paths: million });
      expect(output.allocatedBytes).toBe((await askDu([folder])).allocatedBytes);
    });
  }

  test('is listed in order', async () => {
    const { stdout, code } = await runHectare(['list', folder, '--format', 'paths0']);
    expect(code).toBe(0);
    const names = readdirSync(folder).sort();
    expect(stdout.toString() === ['', ...names, ''].join('\0')).toBe(true);
  });
});

describe('an interrupted scan', () => {
  test('prints what it has, marked, and dies by the signal', async () => {
    const run = await interrupted(
      (interruptAfter) => runScan([folder, '--backend', 'node'], { interruptAfter }),
      ({ folders }) => folders.length > 0,
    );
    expect(run.folders[0]).toMatchObject({ complete: false });
    expect(run.folders[0]?.entries).toBeLessThan(million);
  });

  test('says in its report that it is a part', async () => {
    const words = ['scan', folder, '--backend', 'node'];
    const run = await interrupted(
      (interruptAfter) => runHectare(words, { interruptAfter }),
      ({ stdout }) => stdout.length > 0,
    );
    expect(run.stdout.toString() + run.stderr).toMatch(/interrupted|partial/i);
    expect(run.stdout.toString()).toContain('bytes');
  });

  test('of several folders prints a line for each that was begun, and the total', async () => {
    const run = await interrupted(
      (interruptAfter) => runScan([fixture.outside, folder, '--backend', 'node'], { interruptAfter }),
      ({ folders }) => folders.length === 2,
    );
    expect(run.folders[0]?.root).toBe(fixture.outside);
    expect(run.total).toMatchObject({ complete: false });
  });

  test('of a listing leaves no file, neither while reading nor while writing', async () => {
    for (const interruptAfter of [300, 600, 1000, 1500, 2100, 2800]) {
      const place = makeFolder(fixture.top, `place-${interruptAfter}`);
      const words = ['list', folder, '--backend', 'node', '-o', join(place, 'out.csv')];
      const { code, signal } = await runHectare(words, { interruptAfter });
      expect(signal ?? code).toBeOneOf(['SIGINT', 0]);
      expect(readdirSync(place)).toEqual(code === 0 ? ['out.csv'] : []);
    }
  });
});

describe('progress', () => {
  test('is not shown in a pipe', async () => {
    const { stdout, stderr } = await runHectare(['scan', folder]);
    expect(stderr).toBe('');
    for (const control of ['\r', '\x1b']) expect(stdout.toString()).not.toContain(control);
  });

  testWithTerminal('is shown on a terminal, and wiped', async () => {
    const command = hectareCommand('scan', folder, '--backend', 'node').join(' ');
    const { stdout, code } = await runCommand(['script', '-qec', command, '/dev/null']);
    expect(code).toBe(0);
    expect(stdout.toString()).toMatch(/\d[\s\S]*\r/);
  });
});

/** Interrupts later and later, until the signal comes neither before the program listens nor after its end. */
async function interrupted<Run extends Pick<CommandResult, 'code' | 'signal'>>(
  start: (interruptAfter: number) => Promise<Run>,
  isUseful: (run: Run) => boolean,
): Promise<Run> {
  for (const delay of [300, 400, 550, 700, 900, 1200, 1600, 2100, 2800]) {
    const run = await start(delay);
    if (run.signal === 'SIGINT' && isUseful(run)) return run;
    expect(run.signal ?? run.code).toBeOneOf([0, 'SIGINT']);
  }
  throw new Error('no scan was interrupted');
}
