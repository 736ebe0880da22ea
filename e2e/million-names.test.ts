import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { runCommand } from '../test/command.js';
import { makeFolder } from '../test/fixture/files.js';
import { useEmptyFixture } from '../test/fixture/use-fixture.js';
import { buildWidest, namesPerInode } from '../test/fixture/wide.js';
import { backends, hectareCommand, runHectare } from '../test/hectare.js';
import { testNeeding } from '../test/requirements.js';
import { runScan, type ScanRun, scanWhole } from '../test/scan-output.js';
import { findTruth, type Truth } from '../test/truth.js';

/** Slow, for it builds a folder of a million names; what needs a scan that takes its time is tested here too. */
const million = 1_000_000;
const testWithFind = testNeeding('GNU find');
const testWithTerminal = testNeeding('script (util-linux)');
const fixture = useEmptyFixture();
let folder: string;
let truth: Truth;

beforeAll(async () => {
  folder = makeFolder(fixture.tree, 'wide');
  buildWidest(folder, million);
  truth = await findTruth(folder);
}, 300_000);

describe('a folder of a million names', () => {
  for (const backend of backends) {
    testWithFind(`is counted exactly: ${backend}`, async () => {
      const output = await scanWhole([folder, '--backend', backend]);
      expect(output).toMatchObject({
        ...truth,
        files: million,
        hardLinks: { files: million / namesPerInode },
      });
    });
  }

  testWithFind('is listed in order', async () => {
    const { stdout, code } = await runHectare(['list', folder, '--format', 'paths0']);
    expect(code).toBe(0);
    const names = readdirSync(folder).sort();
    expect(stdout.toString() === ['', ...names, ''].join('\0')).toBe(true);
  });
});

describe('an interrupted scan', () => {
  testWithFind('prints what it has, marked, and ends with exit code 130', async () => {
    const run = await interrupted((interruptAfter) =>
      runScan([folder, '--backend', 'node'], { interruptAfter }),
    );
    expect(run.folders[0]).toMatchObject({ complete: false });
    expect(run.folders[0]?.entries).toBeLessThan(million);
  });

  testWithFind('of several folders prints a line for each that was begun, and the total', async () => {
    const run = await interrupted((interruptAfter) =>
      runScan([fixture.outside, folder, '--backend', 'node'], { interruptAfter }),
    );
    expect(run.folders[0]).toMatchObject({ files: 2, complete: true });
    expect(run.total).toMatchObject({ complete: false });
  });

  testWithFind('of a listing leaves no file', async () => {
    const place = makeFolder(fixture.top, 'place');
    const words = ['list', folder, '--backend', 'node', '-o', join(place, 'out.csv')];
    await interrupted((interruptAfter) => runHectare(words, { interruptAfter }));
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('progress', () => {
  testWithFind('is not shown in a pipe', async () => {
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

/** Interrupts later and later, until it is neither before the program listens nor after its end. */
async function interrupted<Run extends Pick<ScanRun, 'code' | 'signal'>>(
  start: (interruptAfter: number) => Promise<Run>,
): Promise<Run> {
  for (const delay of [300, 400, 550, 700, 900, 1200, 1600, 2100, 2800]) {
    const run = await start(delay);
    if (run.code === 130) return run;
    expect(run.code === 0 || run.signal === 'SIGINT').toBe(true);
  }
  throw new Error('no scan was interrupted');
}
