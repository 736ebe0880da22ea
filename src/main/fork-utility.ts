/** Utility processes, each started from one built entry. */
import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import { log } from './log.js';

/**
 * Forks a utility process.
 * @param folder where the built entries lie.
 * @param name what lists of processes show.
 * @param environment variables besides those of main.
 */
export function forkUtility(
  folder: string,
  entry: string,
  name: string,
  environment: Readonly<Record<string, string>> = {},
): UtilityProcess {
  const child = utilityProcess.fork(join(folder, entry), [], {
    serviceName: name,
    env: { ...process.env, ...environment },
  });
  // why: without a listener main itself would throw. `exit` comes in any case, and tells the rest.
  child.on('error', (type, location) => log(`${name} had a fatal error: ${type} in ${location}`));
  return child;
}

/** Kills a utility process. why: `kill()` before `spawn` does nothing (electron#44009). */
export function killUtility(child: UtilityProcess): void {
  if (!child.kill()) child.once('spawn', () => child.kill());
}
