/** Scanners as utility processes. Only main can fork one, so it is asked, and the port comes later. */
import type { Port } from '../../contract/port.js';
import type { SpawnScanner } from './scanner-thread.js';

export class ScannerProcesses {
  private readonly askFor: (scanner: number) => void;
  private readonly ports = new Map<number, LatePort>();
  private last = 0;

  /** @param askFor asks main for the scanner of a number. */
  constructor(askFor: (scanner: number) => void) {
    this.askFor = askFor;
  }

  readonly spawn: SpawnScanner = () => {
    const scanner = ++this.last;
    const port = new LatePort();
    this.ports.set(scanner, port);
    this.askFor(scanner);
    return port;
  };

  join(scanner: number, port: Port): void {
    this.ports.get(scanner)?.join(port);
  }

  end(scanner: number, reason: string): void {
    this.ports.get(scanner)?.end(reason);
    this.ports.delete(scanner);
  }
}

/** Port whose messages wait until it is joined. Main tells of its end, since it knows why the process ended. */
class LatePort implements Port {
  private readonly waiting: unknown[] = [];
  private joined: Port | undefined;
  private onMessage: ((message: unknown) => void) | undefined;
  private closeListener: ((reason?: string) => void) | undefined;
  private isClosed = false;

  join(port: Port): void {
    if (this.isClosed) {
      port.close();
      return;
    }
    this.joined = port;
    for (const message of this.waiting.splice(0)) port.post(message);
    if (this.onMessage) port.listen(this.onMessage);
  }

  end(reason: string): void {
    if (!this.isClosed) this.closeListener?.(reason);
    this.isClosed = true;
  }

  post(message: unknown): void {
    if (this.isClosed) return;
    if (this.joined) this.joined.post(message);
    else this.waiting.push(message);
  }

  listen(onMessage: (message: unknown) => void): void {
    this.onMessage = onMessage;
    this.joined?.listen(onMessage);
  }

  onClose(listener: (reason?: string) => void): void {
    this.closeListener = listener;
  }

  close(): void {
    this.isClosed = true;
    this.joined?.close();
  }
}
