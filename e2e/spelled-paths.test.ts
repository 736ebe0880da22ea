/** Folders that are spelled in unusual ways. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runHectare } from '../test/programs/hectare.js';

const fixture = provideFixture(['plain']);

test('--only takes a folder however it is spelled, and names one that is not below the root', async () => {
  const root = join(fixture.top, 'spelled');
  mkdirSync(join(root, 'sub', 'inner'), { recursive: true });
  const snapshots = ['--snapshots', join(fixture.top, 'kept')];
  await runHectare(['scan', '--save', ...snapshots, root]);
  for (const only of ['sub', './sub', 'sub/', 'sub//inner', join(root, 'sub'), '.']) {
    const { code, stderr } = await runHectare(['scan', '--rescan', '--only', only, ...snapshots, root]);
    expect({ only, code, stderr }).toEqual({ only, code: 0, stderr: '' });
  }
  const { code, stderr } = await runHectare(['scan', '--rescan', '--only', '/etc', ...snapshots, root]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: `hectare: /etc: it is not below ${root}\n` });
});

test('a root whose links lead in a circle is not put down to permissions', async () => {
  const loop = join(fixture.top, 'loop');
  symlinkSync('loop', loop);
  for (const command of ['scan', 'list', 'serve']) {
    const { code, stderr } = await runHectare([command, loop]);
    expect(code).toBe(3);
    expect(stderr).toContain('links lead in a circle');
  }
});
