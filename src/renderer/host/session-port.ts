/** The port of one session, whose messages travel among those of others. */
import type { Port } from '../../contract/port.js';

export class SessionPort implements Port {
  readonly #post: (message: unknown) => void;
  readonly #onLeave: () => void;
  readonly #early: unknown[] = [];
  #onMessage: ((message: unknown) => void) | undefined;
  #onClose: ((reason?: string) => void) | undefined;
  /** Null while it is open. */
  #end: { readonly reason?: string } | null = null;

  /** @param onLeave is called when the page closes it. */
  constructor(post: (message: unknown) => void, onLeave: () => void) {
    this.#post = post;
    this.#onLeave = onLeave;
  }

  post(message: unknown): void {
    if (!this.#end) this.#post(message);
  }

  listen(onMessage: (message: unknown) => void): void {
    this.#onMessage = onMessage;
    for (const message of this.#early.splice(0)) onMessage(message);
  }

  onClose(listener: (reason?: string) => void): void {
    this.#onClose = listener;
    if (this.#end) listener(this.#end.reason);
  }

  close(): void {
    if (this.#end) return;
    this.#end = {};
    this.#onLeave();
  }

  /** A message has come from the engine. */
  receive(message: unknown): void {
    if (this.#end) return;
    if (this.#onMessage) this.#onMessage(message);
    else this.#early.push(message);
  }

  /** The other side is gone. */
  end(reason: string): void {
    if (this.#end) return;
    this.#end = { reason };
    this.#onClose?.(reason);
  }
}
