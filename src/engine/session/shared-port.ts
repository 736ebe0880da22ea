/**
 * The port of a session that has two users: main, which says what is read, and a page, which explores it. They are told
 * apart by the numbers of their requests: those of main are negative.
 */
import type { EngineEvents, EngineMessage, EngineRequests } from '../../contract/engine-protocol.js';
import type { Port } from '../../contract/port.js';
import { openEnvelope, RequestClient } from '../../contract/requests.js';

type EventMessage = Extract<EngineMessage, readonly ['event', ...unknown[]]>;
type Chunk = EngineEvents['exportChunk'];

export class SharedPort implements Port {
  private readonly main = new RequestClient<EngineRequests>((message) => this.onMessage(message), -1);
  private readonly exports = new Map<number, (chunk: Chunk) => void>();
  private readonly onFinished: (finished: EngineEvents['finished']) => void;
  /** Messages for the page, until it has come. */
  private readonly early: EngineMessage[] = [];
  private page: Port | undefined;
  private onMessage: (message: unknown) => void = () => undefined;
  private onEnd: () => void = () => undefined;

  constructor(onFinished: (finished: EngineEvents['finished']) => void) {
    this.onFinished = onFinished;
  }

  /** Asks as main does. The session checks name and payload. Rejects with `RequestRefused`. */
  ask(name: unknown, payload: unknown): Promise<unknown> {
    return this.main.request(name as 'details', payload as number);
  }

  /** Takes the chunks of an export, which do not go to the page. Returns a function that ends that. */
  takeChunks(id: number, onChunk: (chunk: Chunk) => void): () => void {
    this.exports.set(id, onChunk);
    return () => this.exports.delete(id);
  }

  /** Serves the page from now on. When it goes, so does the session. */
  join(page: Port, onLeave: () => void): void {
    this.page = page;
    for (const message of this.early.splice(0)) page.post(message);
    page.onClose(onLeave);
    page.listen((message) => this.takeFromPage(page, message));
  }

  post(message: EngineMessage): void {
    if (message[0] === 'event' ? this.keepsEvent(message) : this.main.receive(message)) return;
    if (this.page) this.page.post(message);
    else this.early.push(message);
  }

  listen(onMessage: (message: unknown) => void): void {
    this.onMessage = onMessage;
  }

  onClose(listener: () => void): void {
    this.onEnd = listener;
  }

  close(): void {
    this.onEnd();
    this.page?.close();
  }

  private takeFromPage(page: Port, message: unknown): void {
    const envelope = openEnvelope(message);
    if (!envelope || envelope.number < 0) return;
    if (envelope.name !== 'open' && envelope.name !== 'close') {
      this.onMessage(message);
      return;
    }
    const refusal = { code: 'notAllowed', message: 'a page cannot choose what is read' } as const;
    page.post(['refusal', envelope.number, refusal]);
  }

  private keepsEvent([, name, event]: EventMessage): boolean {
    if (name === 'finished') this.onFinished(event);
    const takeChunk = name === 'exportChunk' ? this.exports.get(event.id) : undefined;
    if (name === 'exportChunk') takeChunk?.(event);
    return takeChunk !== undefined;
  }
}
