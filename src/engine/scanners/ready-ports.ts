/**
 * Threads that are started before anybody asks for them: loading their code takes a tenth of a second, and several
 * where a page loads at the same time (`npm run bench -- --only watching`).
 */
import { openChannel } from '../../contract/channel.js';
import type { Port } from '../../contract/port.js';
import type { ToScanner } from '../../contract/scanner-protocol.js';

export class ReadyPorts {
  private readonly spawn: () => Port;
  private readonly end: (port: Port) => void;
  private readonly ready = new Set<Port>();
  private isClosed = false;

  /** @param end ends a thread that nobody has taken. */
  constructor(spawn: () => Port, end: (port: Port) => void) {
    this.spawn = spawn;
    this.end = end;
  }

  /** Starts threads until so many are ready. */
  prepare(count: number): void {
    while (!this.isClosed && this.ready.size < count) {
      const port = this.spawn();
      this.ready.add(port);
      port.onClose(() => this.ready.delete(port));
    }
  }

  /** Takes one that is ready, or starts one. */
  take(): Port {
    for (const port of this.ready) {
      this.ready.delete(port);
      return port;
    }
    return this.spawn();
  }

  /** Ends those that nobody has taken. */
  close(): void {
    this.isClosed = true;
    for (const port of this.ready) this.end(port);
    this.ready.clear();
  }
}

export const readyScanners = (spawn: () => Port): ReadyPorts =>
  new ReadyPorts(spawn, (scanner) =>
    openChannel<ToScanner, Record<string, never>>(scanner, {}).send('end', undefined),
  );
