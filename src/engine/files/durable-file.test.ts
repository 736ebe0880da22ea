import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { testNeeding } from '../../../test/programs/requirements.js';
import { writeDurably } from './durable-file.js';

const fixture = provideEmptyFixture();
const testOnLinux = testNeeding('Linux');
const names = { part: 'part', final: 'final' };

test('folders are made where they are missing', async () => {
  const folder = join(fixture.top, 'one', 'two', 'three');
  await writeDurably(folder, names, (file) => file.writeFile('whole'));
  expect(readFileSync(join(folder, 'final'), 'utf8')).toBe('whole');
});

testOnLinux('a folder that takes no new names, and says ENOENT, is refused', async () => {
  await expect(writeDurably('/proc/hectare/snapshots', names, async () => undefined)).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
