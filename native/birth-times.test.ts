import { appendFileSync, chmodSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { backends, openReader } from '../test/support/readers/read-directory.js';
import { birthWord, EntryRows } from './entry-rows.js';

const fixture = provideEmptyFixture();
const word = fc.nat(0xffff_ffff);

test('a birth time is a word that is never 0, and another one where a single word differs', () => {
  fc.assert(
    fc.property(word, word, word, word, (low, high, nanoseconds, other) => {
      const birth = birthWord(low, high, nanoseconds);
      expect(birth).toBeGreaterThan(0);
      fc.pre(other !== nanoseconds);
      expect(birthWord(low, high, other)).not.toBe(birth);
    }),
  );
});

/** What a backend says of the only file in the fixture. */
function birthBy(backend: 'statx' | 'node'): number {
  const reader = openReader(backend, fixture.tree);
  const handle = reader.open(new Uint8Array());
  const rows = new EntryRows(reader.maxRows, Math.max(4096, reader.maxNameBytes));
  reader.enumerate(handle, rows);
  reader.stat(handle, rows, 0, 1);
  reader.dispose();
  return rows.birth[0]!;
}

const hasStatx = backends.includes('statx');
const why = hasStatx ? '' : ' (skipped: needs statx)';

test.skipIf(!hasStatx)(
  `a file keeps it whatever becomes of it, and one in its place has another; all backends say the same${why}`,
  async () => {
    const path = join(fixture.tree, 'file');
    writeFileSync(path, 'x');
    // Longer than a step of the clock by which the kernel stamps changes.
    await setTimeout(20);
    chmodSync(path, 0o600);
    const birth = birthBy('statx');
    const { birthtimeNs } = lstatSync(path, { bigint: true });
    expect(birth === 0).toBe(birthtimeNs === 0n);
    expect(birthBy('node')).toBe(birth);
    appendFileSync(path, 'more');
    renameSync(path, join(fixture.tree, 'other'));
    expect(birthBy('statx')).toBe(birth);
    rmSync(join(fixture.tree, 'other'));
    writeFileSync(path, 'x');
    if (birth !== 0) expect(birthBy('statx')).not.toBe(birth);
  },
);
