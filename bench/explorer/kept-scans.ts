/** Data folder of the servers that are measured: apart from the user's, and emptied before a scan is to be seen. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../work-folder.js';

/** Makes servers that are started from now on keep their scans there. */
export function keepScansApart(): void {
  process.env.HECTARE_DATA = keptScans();
}

/** Deletes kept scans. why: a page shows the snapshot of its root instead of reading it. */
export function forgetScans(): void {
  rmSync(keptScans(), { recursive: true, force: true });
}

const keptScans = (): string => join(workFolder(), 'kept-scans');
