/** A scanner of real trees whose every stat waits 100 µs. */
import { parentPort } from 'node:worker_threads';
import { chooseReader } from '../../native/choose-reader.js';
import { serveScanner } from '../../src/scanner/serve-scanner.js';
import { threadPort } from '../../src/scanner/thread-port.js';
import { addWaiting } from '../waiting-reader.js';

serveScanner(threadPort(parentPort!), (options, forced) => {
  const chosen = chooseReader(options, forced);
  return { ...chosen, reader: addWaiting(chosen.reader) };
});
