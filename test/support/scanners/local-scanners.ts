import { chooseReader } from '../../../native/choose-reader.js';
import type { DirectoryReader } from '../../../native/directory-reader.js';
import type { SpawnThread } from '../../../src/engine/scanners/stat-thread.js';
import { serveScanner } from '../../../src/scanner/serve-scanner.js';
import { createPortPair } from './port-pair.js';

/**
 * Scanners within the thread of the test, so that no built program is needed.
 * @param alter changes readers, so that they fail or wait.
 */
export function localScanners(alter: (reader: DirectoryReader) => void = () => undefined): SpawnThread {
  return () => {
    const [near, far] = createPortPair();
    serveScanner(far, (options, forced) => {
      const chosen = chooseReader(options, forced);
      alter(chosen.reader);
      return chosen;
    });
    const nothing = () => undefined;
    return Object.assign(near, { ref: nothing, unref: nothing });
  };
}
