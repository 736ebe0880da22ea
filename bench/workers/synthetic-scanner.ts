/** A scanner of synthetic trees. */
import { parentPort } from 'node:worker_threads';
import { serveScanner } from '../../src/scanner/serve-scanner.js';
import { threadPort } from '../../src/scanner/thread-port.js';
import { SyntheticReader } from '../synthetic-reader.js';

serveScanner(threadPort(parentPort!), () => ({ reader: new SyntheticReader(), refused: [] }));
