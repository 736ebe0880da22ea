import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hectare-test-data-'));

/** Sets the data folder before all tests, so that programs do not use that of the user. */
export function setup(): void {
  process.env.HECTARE_DATA = folder;
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true });
}
