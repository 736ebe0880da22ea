/** Entry of a scanner that is a utility process of Electron. Main's only message brings the engine's port. */
import './end-on-fault.js';
import { setPriority } from 'node:os';
import { chooseReader } from '../../native/choose-reader.js';
import { mainLine, processPort } from './process-port.js';
import { serveScanner } from './serve-scanner.js';

// why: somebody watches, so the engine and the page go before the reading.
setPriority(5);

mainLine().on('message', ({ ports: [end] }) => {
  if (!end) throw new Error('a scanner needs a port');
  const port = processPort(end);
  // why: a utility process does not end when nothing is left to do.
  const exit = (): never => process.exit();
  port.onClose(exit);
  serveScanner({ ...port, close: exit }, chooseReader);
});
