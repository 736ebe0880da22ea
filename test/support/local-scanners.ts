import { chooseReader } from '../../native/choose-reader.js';
import type { SpawnThread } from '../../src/engine/stat-thread.js';
import { type MakeReader, serveScanner } from '../../src/scanner/scanner.js';
import { createPortPair } from './port-pair.js';

/** Scanners within the thread of the test, so that no built program is needed, and readers can be made to fail. */
export function localScanners(makeReader: MakeReader = chooseReader): SpawnThread {
  return () => {
    const [near, far] = createPortPair();
    serveScanner(far, makeReader);
    const nothing = () => undefined;
    return Object.assign(near, { ref: nothing, unref: nothing });
  };
}
