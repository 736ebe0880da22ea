import { describe, expect } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { findTruth } from '../test/oracles/truth.js';
import { backends } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, totalsOf } from '../test/programs/scan-output.js';

const fixture = provideFixture(['plain', 'hard-links', 'deep', 'wide', 'prefixes']);
const testOnLinux = testNeeding('Linux', 'GNU find');
const through = ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'];

describe('with at most 64 open files', () => {
  for (const backend of backends) {
    testOnLinux(`two scanners read everything: ${backend}`, async () => {
      const run = await runScan([fixture.tree, '--threads', '2', '--backend', backend], { through });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(totalsOf(run.folders[0]!)).toEqual(await findTruth(fixture.tree));
    });

    testOnLinux(`eight scanners read everything, or say what they could not: ${backend}`, async () => {
      const run = await runScan([fixture.tree, '--threads', '8', '--backend', backend], { through });
      if (run.code === 0) expect(totalsOf(run.folders[0]!)).toEqual(await findTruth(fixture.tree));
      else expect(run.stderr).toMatch(/EMFILE|too many open files/i);
    });
  }
});
