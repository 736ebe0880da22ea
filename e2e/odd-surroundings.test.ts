/** Commands in surroundings that nobody plans for. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';

const fixture = provideFixture(['plain']);
const testOnLinux = testNeeding('Linux');

test('a listing into the folder that it lists does not hold itself, nor count itself', async () => {
  const before = await runHectare(['list', fixture.tree]);
  const folder = readdirSync(fixture.tree);
  const output = join(fixture.tree, 'listing.csv');
  const { code, stderr } = await runHectare(['list', '-o', output, fixture.tree]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  // The root's own times change when a name comes; all other rows are the same.
  const rows = (text: string) => text.split('\r\n').filter((row) => !row.startsWith(','));
  expect(rows(readFileSync(output, 'utf8'))).toEqual(rows(before.stdout.toString()));
  expect(readdirSync(fixture.tree).sort()).toEqual([...folder, 'listing.csv'].sort());
  rmSync(output);
});

describe('a folder that is gone while one is in it', () => {
  for (const words of [
    ['scan', '.'],
    ['list', '.'],
    ['compare', '.'],
    ['trash', 'x'],
    ['scan', '/'],
  ]) {
    testOnLinux(`ends hectare ${words.join(' ')} with a word and no stack`, async () => {
      const gone = join(fixture.top, 'gone');
      mkdirSync(gone);
      const through = ['sh', '-c', `rmdir '${gone}'; exec "$0" "$@"`];
      const { code, stderr } = await runHectare(words, { cwd: gone, through });
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: 'hectare: the current folder is gone: go to another one with cd\n',
      });
    });
  }
});

describe('with 20 open files at most', () => {
  for (const words of [['scan'], ['list'], ['scan', '--json']]) {
    testOnLinux(`hectare ${words.join(' ')} reads all, or says what it could not`, async () => {
      const through = ['sh', '-c', 'ulimit -n 20; exec "$0" "$@"'];
      const { code, stderr } = await runHectare([...words, fixture.tree], { through });
      expect([0, 1, 3]).toContain(code);
      expect(stderr).not.toMatch(/\n\s+at /);
      // Whatever is missing is told.
      if (code !== 0) expect(stderr).toMatch(/ulimit -n/);
    });
  }
});
