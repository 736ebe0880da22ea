import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hectare-test-data-'));

/** Before all tests: programs that they start keep their data here, and not in that of the user. */
export function setup(): void {
  process.env.HECTARE_DATA = folder;
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
