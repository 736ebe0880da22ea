import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { isMet, testNeeding } from '../test/programs/requirements.js';
import { scanWhole } from '../test/programs/scan-output.js';

const testWithServer = testNeeding(...needsOfMounts, 'bindfs');
const fixture = provideEmptyFixture();
const namespace = provideMountNamespace(() => undefined, [...needsOfMounts, 'bindfs']);
const inside = { through: namespace.through };

let server: ChildProcess | undefined;
afterEach(() => {
  server?.kill('SIGKILL');
});

/** A folder with a mount in it whose server is stopped, and a file beside it. */
async function makeSilentMount(): Promise<string> {
  const root = mkdtempSync(join(fixture.tree, 'case-'));
  makeFile(root, 'file', 5000);
  const mount = makeFolder(root, 'silent');
  const [command = '', ...words] = [...namespace.through, 'bindfs', '-f', fixture.outside, mount];
  server = spawn(command, words, { stdio: 'ignore' });
  const isMounted = () => {
    try {
      namespace.run('mountpoint -q "$1"', mount);
      return true;
    } catch {
      return false;
    }
  };
  while (!isMounted()) await setTimeout(20);
  server.kill('SIGSTOP');
  return root;
}

describe.skipIf(!isMet('Linux')).each(backends)(
  'a mount that does not answer, with the %s backend,',
  (backend) => {
    testWithServer('is not looked at where it is not entered', async () => {
      const root = await makeSilentMount();
      const output = await scanWhole([root, '--backend', backend], inside);
      expect(output).toMatchObject({ files: 1, otherMounts: [join(root, 'silent')] });
    });

    testWithServer('is named where it is entered, and does not hold up who stops the scan', async () => {
      const root = await makeSilentMount();
      const words = ['scan', root, '--cross-mounts', '--json', '--backend', backend];
      const start = performance.now();
      const { stdout, stderr } = await runHectare(words, { ...inside, interruptAfter: 3000 });
      expect(performance.now() - start).toBeLessThan(20_000);
      expect(JSON.parse(stdout.toString())).toMatchObject({ complete: false, files: 1 });
      expect(stderr).toContain(`${join(root, 'silent')} does not answer`);
    });
  },
);
