/** Where the servers that are measured keep their scans: apart from the user's, and empty whenever a scan is to be seen. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../work-folder.js';

/** Lets servers that are started from now on keep their scans there. */
export function keepScansApart(): void {
  process.env.HECTARE_DATA = keptScans();
}

/** why: a page shows what is kept of its root instead of reading it. */
export function forgetScans(): void {
  rmSync(keptScans(), { recursive: true, force: true });
}

const keptScans = (): string => join(workFolder(), 'kept-scans');
