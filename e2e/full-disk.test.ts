import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { runCommand } from '../test/command.js';
import { type MountNamespace, openMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runHectare } from '../test/hectare.js';
import { isMet, testNeeding } from '../test/requirements.js';

const testWithMounts = testNeeding('root', 'mount namespaces');
const fixture = provideFixture(['wide']);
let namespace: MountNamespace | undefined;
let disk: string;

beforeAll(async () => {
  if (!isMet('root') || !isMet('mount namespaces')) return;
  namespace = await openMountNamespace();
  disk = join(fixture.top, 'disk');
  mkdirSync(disk);
  namespace.run('mount -t tmpfs -o size=256k tmpfs "$1"; echo old > "$1/existing"', disk);
});
afterAll(() => namespace?.close());

describe('a listing onto a full disk', () => {
  for (const format of ['csv', 'jsonl', 'paths0']) {
    testWithMounts(`fails, says so, and leaves nothing of itself: ${format}`, async () => {
      const through = namespace?.through ?? [];
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
