/** Threads of scanners that the process need not wait for. */
import { startThread, type ThreadPort } from './start-thread.js';

export type { ThreadPort };

export type SpawnThread = () => ThreadPort;

/** Returns what starts such a thread. @param entry the built entry of the scanner's thread. */
export function statThreads(entry: URL): SpawnThread {
  return () => startThread(entry);
}
