import type { Port } from '../../../src/contract/port.js';

/** One end of a pair. Closed with a reason, it ends as a process that crashed does. */
export interface PairedPort extends Port {
  close(reason?: string): void;
}

type Event = { readonly message: unknown } | { readonly closed: string | undefined };

/** Joins two ports within one thread. Like those between processes they copy, keep the order, and deliver later. */
export function createPortPair(): [PairedPort, PairedPort] {
  const first = new PairEnd();
  const second = new PairEnd();
  first.other = second;
  second.other = first;
  return [first, second];
}

class PairEnd implements PairedPort {
  other!: PairEnd;
  private readonly inbox: Event[] = [];
  private onMessage: ((message: unknown) => void) | undefined;
  private readonly closeListeners: ((reason?: string) => void)[] = [];
  private isClosed = false;
  private isScheduled = false;

  post(message: unknown, given: readonly ArrayBufferLike[] = []): void {
    // Transferred memory is gone here, as it is between threads.
    const copy = structuredClone(message, { transfer: given as ArrayBuffer[] });
    if (!this.isClosed) this.other.receive({ message: copy });
  }

  listen(onMessage: (message: unknown) => void): void {
    this.onMessage = onMessage;
    this.schedule();
  }

  onClose(listener: (reason?: string) => void): void {
    this.closeListeners.push(listener);
  }

  close(reason?: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.other.receive({ closed: reason });
  }

  private receive(event: Event): void {
    this.inbox.push(event);
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled || !this.onMessage || this.inbox.length === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      for (const event of this.inbox.splice(0)) this.deliver(event);
      this.schedule();
    });
  }

  private deliver(event: Event): void {
    if (this.isClosed) return;
    if ('message' in event) {
      this.onMessage?.(event.message);
      return;
    }
    this.isClosed = true;
    for (const listener of this.closeListeners) listener(event.closed);
  }
}
