/** A scanner's thread that the process need not wait for. */
import { startThread, type ThreadPort } from './start-thread.js';

export type { ThreadPort };

export type SpawnThread = () => ThreadPort;

/** @param entry the built entry of the scanner's thread. */
export function statThreads(entry: URL): SpawnThread {
  return () => startThread(entry);
}
