/**
 * The port of a session that has two users: main, which says what is read, and a page, which explores it. They are told
 * apart by the numbers of their requests: a page's are not below zero, and what is asked here is.
 */
import type { EngineEvents, EngineMessage, EngineRequests } from '../../contract/engine-protocol.js';
import type { Port } from '../../contract/port.js';
import { RefusedRequest } from './refused-request.js';
import { openEnvelope } from './request-schema.js';

type EventMessage = Extract<EngineMessage, readonly ['event', ...unknown[]]>;
type Chunk = EngineEvents['exportChunk'];

interface Pending {
  resolve(answer: unknown): void;
  reject(error: RefusedRequest): void;
}

export class SharedPort implements Port {
  readonly #pending = new Map<number, Pending>();
  readonly #exports = new Map<number, (chunk: Chunk) => void>();
  readonly #onFinished: (finished: EngineEvents['finished']) => void;
  /** What the page will be told when it has come. */
  readonly #early: EngineMessage[] = [];
  #page: Port | undefined;
  #onMessage: (message: unknown) => void = () => undefined;
  #onClose: () => void = () => undefined;
  #last = 0;

  constructor(onFinished: (finished: EngineEvents['finished']) => void) {
    this.#onFinished = onFinished;
  }

  /** Rejects with a `RefusedRequest`. */
  ask(name: keyof EngineRequests, payload: unknown): Promise<unknown> {
    const number = --this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(number, { resolve, reject });
      this.#onMessage(['request', number, name, payload]);
    });
  }

  /** From now on the chunks of this export are not the page's. Returns what ends it. */
  takeChunks(id: number, onChunk: (chunk: Chunk) => void): () => void {
    this.#exports.set(id, onChunk);
    return () => this.#exports.delete(id);
  }

  /** Serves the page from now on. When it goes, so does the session. */
  join(page: Port, onLeave: () => void): void {
    this.#page = page;
    for (const message of this.#early.splice(0)) page.post(message);
    page.onClose(onLeave);
    page.listen((message) => this.#takeFromPage(page, message));
  }

  post(message: EngineMessage): void {
    if (message[0] === 'event' ? this.#keepsEvent(message) : this.#isAnswered(message)) return;
    if (this.#page) this.#page.post(message);
    else this.#early.push(message);
  }

  listen(onMessage: (message: unknown) => void): void {
    this.#onMessage = onMessage;
  }

  onClose(listener: () => void): void {
    this.#onClose = listener;
  }

  close(): void {
    this.#onClose();
    this.#page?.close();
  }

  #takeFromPage(page: Port, message: unknown): void {
    const envelope = openEnvelope(message);
    if (!envelope || envelope.number < 0) return;
    if (envelope.name !== 'open' && envelope.name !== 'close') {
      this.#onMessage(message);
      return;
    }
    const refusal = { code: 'notAllowed', message: 'a page cannot choose what is read' } as const;
    page.post(['refusal', envelope.number, refusal]);
  }

  #keepsEvent([, name, event]: EventMessage): boolean {
    if (name === 'finished') this.#onFinished(event);
    const takeChunk = name === 'exportChunk' ? this.#exports.get(event.id) : undefined;
    if (name === 'exportChunk') takeChunk?.(event);
    return takeChunk !== undefined;
  }

  #isAnswered(message: Exclude<EngineMessage, EventMessage>): boolean {
    const pending = this.#pending.get(message[1]);
    if (!this.#pending.delete(message[1])) return false;
    if (message[0] === 'answer') pending?.resolve(message[2]);
    else pending?.reject(new RefusedRequest(message[2].code, message[2].message, message[2].errno));
    return true;
  }
}
