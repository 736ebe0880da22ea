import { chooseReader } from '../../../native/choose-reader.js';
import type { Backend } from '../../../src/contract/scanner-protocol.js';
import type { MakeReader } from '../../../src/scanner/serve-scanner.js';

/** What scanners within the thread of a test are given to read the disk with. */
export const realReaders =
  (backend?: Backend): MakeReader =>
  (options) =>
    chooseReader(options, backend);
