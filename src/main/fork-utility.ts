/** Processes besides main's own, each made of one built entry. */
import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import { log } from './log.js';

/** @param folder where the built entries lie. @param name as lists of processes show it. */
export function forkUtility(folder: string, entry: string, name: string): UtilityProcess {
  const child = utilityProcess.fork(join(folder, entry), [], { serviceName: name });
  // why: without a listener main itself would throw. What follows from the end, `exit` tells, which comes in any case.
  child.on('error', (type, location) => log(`${name} had a fatal error: ${type} in ${location}`));
  return child;
}
