import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runCommand } from '../test/programs/command.js';
import { runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';

const testWithMounts = testNeeding(...needsOfMounts);
const fixture = provideFixture(['wide']);
let disk: string;
const { through } = provideMountNamespace((namespace) => {
  disk = makeFolder(fixture.top, 'disk');
  namespace.run('mount -t tmpfs -o size=256k tmpfs "$1"; echo old > "$1/existing"', disk);
});

describe('a listing onto a full disk', () => {
  for (const format of ['csv', 'jsonl', 'paths0']) {
    testWithMounts(`fails, says so, and leaves nothing of itself: ${format}`, async () => {
      for (const name of ['new', 'existing']) {
        const words = ['list', fixture.tree, '--format', format, '-o', join(disk, name)];
        const { stderr, code } = await runHectare(words, { through });
        expect(code).toBe(1);
        expect(stderr).toMatch(/no space|ENOSPC/i);
      }
      const left = await runCommand([...through, 'sh', '-c', 'ls -A "$1"; cat "$1/existing"', 'sh', disk]);
      expect(left.stdout.toString()).toBe('existing\nold\n');
    });
  }
});
