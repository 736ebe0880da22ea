/** The frame that the map shows. Typed arrays stay here and out of the store; the latest wins. */
import type { Frame } from '../../contract/view.js';

export class FrameFeed {
  #current: Frame | null = null;
  readonly #listeners = new Set<(frame: Frame) => void>();

  get current(): Frame | null {
    return this.#current;
  }

  put(frame: Frame): void {
    this.#current = frame;
    for (const listener of this.#listeners) listener(frame);
  }

  listen(listener: (frame: Frame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
