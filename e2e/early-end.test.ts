import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import type { CommandResult } from '../test/programs/command.js';
import { runHectare } from '../test/programs/hectare.js';

const fixture = provideFixture(['plain']);

/** A program that ends at once may have threads that are still starting: that must not show. */
describe('a program that ends before its scanners have begun', () => {
  test('because the root is a file says only that, however often', async () => {
    const words = ['list', join(fixture.tree, 'plain', 'size-1')];
    for (let round = 0; round < 10; round += 1) {
      for (const { stderr, code, signal } of await Promise.all([runHectare(words), runHectare(words)])) {
        expect({ code, signal }).toEqual({ code: 3, signal: null });
        expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      }
    }
  });

  test('because it is interrupted ends as interrupted, or done', async () => {
    for (let delay = 20; delay <= 260; delay += 10) {
      const scan = await runHectare(['scan', '--json', fixture.tree], { interruptAfter: delay });
      expect(scan.signal ?? scan.code).toBeOneOf(['SIGINT', 0]);
      expectNoTrace(scan);
      const listing = await runHectare(['list', fixture.tree], { interruptAfter: delay });
      expect(listing.signal ?? listing.code).toBeOneOf(['SIGINT', 0]);
      expectNoTrace(listing);
    }
  });
});

function expectNoTrace({ stderr }: CommandResult): void {
  expect(stderr).not.toMatch(/^\s+at |FATAL|node:internal/m);
}
