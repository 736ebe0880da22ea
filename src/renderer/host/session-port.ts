/** Port of one session, whose messages travel among those of others. */
import type { Port } from '../../contract/port.js';

export class SessionPort implements Port {
  private readonly send: (message: unknown) => void;
  private readonly onLeave: () => void;
  private readonly early: unknown[] = [];
  private messageListener: ((message: unknown) => void) | undefined;
  private closeListener: ((reason?: string) => void) | undefined;
  /** End of the port; null while it is open. */
  private ended: { readonly reason?: string } | null = null;

  /** @param onLeave is called when the page closes it. */
  constructor(post: (message: unknown) => void, onLeave: () => void) {
    this.send = post;
    this.onLeave = onLeave;
  }

  post(message: unknown): void {
    if (!this.ended) this.send(message);
  }

  listen(onMessage: (message: unknown) => void): void {
    this.messageListener = onMessage;
    for (const message of this.early.splice(0)) onMessage(message);
  }

  onClose(listener: (reason?: string) => void): void {
    this.closeListener = listener;
    if (this.ended) listener(this.ended.reason);
  }

  close(): void {
    if (this.ended) return;
    this.ended = {};
    this.onLeave();
  }

  /** Takes a message from the engine. */
  receive(message: unknown): void {
    if (this.ended) return;
    if (this.messageListener) this.messageListener(message);
    else this.early.push(message);
  }

  /** Ends the port: the other side is gone. */
  end(reason: string): void {
    if (this.ended) return;
    this.ended = { reason };
    this.closeListener?.(reason);
  }
}
