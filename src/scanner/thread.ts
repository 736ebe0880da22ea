/** A scanner as a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { chooseReader } from '../../native/choose-reader.js';
import { serveScanner } from './scanner.js';
import { threadPort } from './thread-port.js';

if (!parentPort) throw new Error('not a worker thread');
serveScanner(threadPort(parentPort), chooseReader);
