import { type ChosenReader, chooseReader } from '../../../native/choose-reader.js';
import type { Backend, RootOptions } from '../../../native/directory-reader.js';

/** What scanners within the thread of a test are given to read the disk with. */
export const realReaders =
  (backend?: Backend) =>
  (options: RootOptions): ChosenReader =>
    chooseReader(options, backend);
