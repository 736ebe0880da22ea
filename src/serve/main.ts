/** Entry of the browser host, a thread of the command line. */
import { fileURLToPath } from 'node:url';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Port } from '../contract/port.js';
import type { ServeCommand, ServeEvent, ServeFailure, ServeOptions } from '../contract/serve-thread.js';
import { spawnEngineThread } from '../engine/engine-thread.js';
import { ReadyPorts } from '../engine/scanners/ready-ports.js';
import type { HandedAddress } from './handed-address.js';
import { FolderError, OfferedFolders } from './offered-folders.js';
import { openBrowser } from './open-browser.js';
import { startServer } from './server.js';
import { NoPageError } from './static-files.js';

// why: replaced by the build (vite.config.ts).
declare const __VERSION__: string;

/** Milliseconds for which a lost connection keeps its scans. */
const graceMilliseconds = 30_000;
const engineEntry = new URL('./engine.js', import.meta.url);
const pageFolder = fileURLToPath(new URL('../renderer', import.meta.url));

async function serve(options: ServeOptions, commandLine: MessagePort): Promise<void> {
  const tell = (event: ServeEvent): void => commandLine.postMessage(event);
  const { readyEngines = 1 } = options;
  const engines = new ReadyPorts(
    () => spawnEngineThread(engineEntry),
    (port) => port.close(),
  );
  let handed: HandedAddress | undefined;
  try {
    const server = await startServer({
      pageFolder,
      graceMilliseconds,
      ...options,
      folders: await OfferedFolders.of(options.folders),
      spawnEngine: () => takeEngine(engines, readyEngines),
      version: __VERSION__,
      onTokenEnd: () => handed?.remove(),
      log: (line) => tell(['note', line]),
    });
    commandLine.on('message', (command: ServeCommand) => {
      if (command === 'renewAddress') {
        server.renewAddress();
        tell(['address', server.address]);
        return;
      }
      server.end();
      handed?.remove();
      engines.close();
      commandLine.close();
    });
    engines.prepare(readyEngines);
    const { address, isPublic } = server;
    if (options.open) handed = await openBrowser(address);
    tell(['ready', { address, isPublic, hasBrowser: !options.open || handed !== undefined }]);
  } catch (error) {
    tell(['failed', explain(error)]);
    commandLine.close();
  }
}

/** Makes the next engine ready when one has ended, and its processor is free. */
function takeEngine(engines: ReadyPorts, count: number): Port {
  const engine = engines.take();
  engine.onClose(() => engines.prepare(count));
  return {
    ...engine,
    close: () => {
      engine.close();
      engines.prepare(count);
    },
  };
}

/** Explains what was wrong with the options. Any other error is a fault of ours, and thrown again. */
function explain(error: unknown): ServeFailure {
  if (error instanceof FolderError) return { what: 'folder', path: error.path, errno: error.errno };
  if (error instanceof NoPageError) return { what: 'noPage' };
  const { syscall, code } = error as NodeJS.ErrnoException;
  if (code !== undefined && ['listen', 'bind', 'getaddrinfo'].includes(syscall ?? '')) {
    return { what: 'listen', code };
  }
  throw error;
}

if (!parentPort) throw new Error('not a worker thread');
void serve(workerData as ServeOptions, parentPort);
