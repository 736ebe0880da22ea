/** Frame that the map shows. Typed arrays stay here and out of the store; the latest wins. */
import type { Frame } from '../../contract/view.js';

export class FrameFeed {
  private latest: Frame | null = null;
  private readonly listeners = new Set<(frame: Frame) => void>();

  get current(): Frame | null {
    return this.latest;
  }

  put(frame: Frame): void {
    this.latest = frame;
    for (const listener of this.listeners) listener(frame);
  }

  listen(listener: (frame: Frame) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
