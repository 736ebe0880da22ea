/** Entry of an engine as a utility process of Electron. Main forks it, and its scanners when it asks for them. */
import '../scanner/end-on-fault.js';
import type { CsvTarget, FromEngine, ScanOutcome } from '../contract/process-protocol.js';
import { openEnvelope, serveRequests } from '../contract/requests.js';
import { mainLine, type ProcessEnd, processPort } from '../scanner/process-port.js';
import { snapshotFolder } from './files/data-folder.js';
import { ScannerProcesses } from './scanners/scanner-process.js';
import { maxScannerThreads } from './scanners/scanner-thread.js';
import { saveCsv } from './session/csv-file.js';
import { checkFromMain, checkTarget } from './session/process-message.js';
import { serveSession } from './session/session.js';
import { SharedPort } from './session/shared-port.js';

const savingReportMs = 100;

const main = mainLine();
const tell = (message: FromEngine): void => main.postMessage(message);
const scanners = new ScannerProcesses((scanner) => tell(['spawnScanner', scanner]));
const session = new SharedPort((finished) => tell(['event', 'finished', summarise(finished)]));
const answer = serveRequests(handle, tell);
/** Stops the save that is running. */
let saving: AbortController | undefined;

const served = serveSession(session, {
  spawn: scanners.spawn,
  maxScanners: maxScannerThreads,
  snapshotFolder: snapshotFolder(),
});
main.on('message', ({ data, ports: [port] }) => take(data, port));

function take(data: unknown, port: ProcessEnd | undefined): void {
  const request = openEnvelope(data);
  if (request) {
    void answer(request);
    return;
  }
  const message = checkFromMain(data);
  switch (message[0]) {
    case 'page':
      session.join(processPort(withPort(port)), end);
      return;
    case 'scanner':
      scanners.join(message[1], processPort(withPort(port)));
      return;
    case 'scannerEnded':
      scanners.end(message[1], message[2]);
      return;
    case 'end':
      end();
  }
}

function handle(name: unknown, payload: unknown): unknown {
  if (name === 'saveCsv') return save(checkTarget(payload));
  if (name !== 'cancelSave') return session.ask(name, payload);
  saving?.abort();
  return null;
}

async function save(target: CsvTarget): Promise<number> {
  saving = new AbortController();
  let told = performance.now();
  return await saveCsv(session, target, saving.signal, (share, bytes) => {
    if (performance.now() - told < savingReportMs) return;
    told = performance.now();
    tell(['event', 'saving', { share, bytes }]);
  });
}

/**
 * Ends the process when the snapshot that is being saved is complete. Scanners end with their ports.
 * why: a utility process does not end when nothing is left to do.
 */
function end(): void {
  tell(['event', 'ending', null]);
  session.close();
  void served.saved.then(() => process.exit());
}

function withPort(port: ProcessEnd | undefined): ProcessEnd {
  if (!port) throw new Error('a port should have come with the message');
  return port;
}

function summarise({ entries, allocatedBytes, elapsedMilliseconds, complete }: ScanOutcome): ScanOutcome {
  return { entries, allocatedBytes, elapsedMilliseconds, complete };
}
