import { chooseReader } from '../../../native/choose-reader.js';
import type { Backend } from '../../../src/contract/scanner-protocol.js';
import type { MakeReader } from '../../../src/scanner/serve-scanner.js';

/** Makes readers of the disk for scanners within the thread of a test. */
export const realReaders =
  (backend?: Backend): MakeReader =>
  (options) =>
    chooseReader(options, backend);
