/** An engine as a utility process of Electron. Main forks it, and forks its scanners when it asks for them. */
import type { CsvTarget, FromEngine, ScanSummary } from '../contract/process-protocol.js';
import { mainLine, type ProcessEnd, processPort } from '../scanner/process-port.js';
import { snapshotFolder } from './files/data-folder.js';
import { ScannerProcesses } from './scanners/scanner-process.js';
import { mostScannerThreads } from './scanners/scanner-thread.js';
import { saveCsv } from './session/csv-file.js';
import { checkToEngine } from './session/process-message.js';
import { RefusedRequest } from './session/refused-request.js';
import { serveSession } from './session/session.js';
import { SharedPort } from './session/shared-port.js';

/** Milliseconds between two reports of a file's progress. */
const savingRhythm = 100;

const main = mainLine();
const tell = (message: FromEngine): void => main.postMessage(message);
const scanners = new ScannerProcesses((scanner) => tell(['spawnScanner', scanner]));
const session = new SharedPort((finished) => tell(['finished', summarise(finished)]));
const saves = new Map<number, AbortController>();

const served = serveSession(session, {
  spawn: scanners.spawn,
  mostScanners: mostScannerThreads,
  snapshotFolder: snapshotFolder(),
});
main.on('message', ({ data, ports: [port] }) => take(data, port));

function take(data: unknown, port: ProcessEnd | undefined): void {
  const message = checkToEngine(data);
  switch (message[0]) {
    case 'request':
      void answer(message[1], session.ask(message[2], message[3]));
      return;
    case 'page':
      session.join(processPort(withPort(port)), end);
      return;
    case 'scanner':
      scanners.join(message[1], processPort(withPort(port)));
      return;
    case 'scannerEnded':
      scanners.end(message[1], message[2]);
      return;
    case 'saveCsv':
      void answer(message[1], save(message[1], message[2]));
      return;
    case 'cancelSave':
      saves.get(message[1])?.abort();
      return;
    case 'end':
      end();
  }
}

async function answer(number: number, asked: Promise<unknown>): Promise<void> {
  try {
    tell(['answer', number, await asked]);
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    tell(['refusal', number, error.refusal]);
  }
}

async function save(number: number, target: CsvTarget): Promise<number> {
  const stop = new AbortController();
  saves.set(number, stop);
  let told = performance.now();
  try {
    return await saveCsv(session, target, stop.signal, (share, bytes) => {
      if (performance.now() - told < savingRhythm) return;
      told = performance.now();
      tell(['saving', number, share, bytes]);
    });
  } finally {
    saves.delete(number);
  }
}

/**
 * What is being kept is written to its end.
 * why: a utility process does not end when nothing is left to do. Its scanners end with their ports.
 */
function end(): void {
  session.close();
  void served.saved.then(() => process.exit());
}

function withPort(port: ProcessEnd | undefined): ProcessEnd {
  if (!port) throw new Error('a port should have come with the message');
  return port;
}

function summarise({ entries, allocatedBytes, elapsedMilliseconds, complete }: ScanSummary): ScanSummary {
  return { entries, allocatedBytes, elapsedMilliseconds, complete };
}
