/**
 * The typed client of one engine over a port. Requests are told apart by their number; when the engine ends, what
 * was pending is rejected, and so is whatever is asked afterwards.
 */
import type { EngineEvents, EngineMessage, EngineRequests } from '../../contract/engine-protocol.js';
import type { Port } from '../../contract/port.js';
import type { Refusal } from '../../contract/refusal.js';

type RequestName = keyof EngineRequests;
type Answer<Name extends RequestName> = ReturnType<EngineRequests[Name]>;
type EventName = keyof EngineEvents;
type Listener<Name extends EventName> = (event: EngineEvents[Name]) => void;

export class EngineError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'EngineError';
    this.refusal = refusal;
  }
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: EngineError): void;
}

export class EngineClient {
  readonly #port: Port;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<EventName, Set<(event: never) => void>>();
  readonly #endListeners = new Set<(reason: string) => void>();
  #next = 1;
  #ended: string | undefined;

  constructor(port: Port) {
    this.#port = port;
    port.listen((message) => this.#receive(message as EngineMessage));
    port.onClose((reason) => this.#end(reason ?? ''));
  }

  request<Name extends RequestName>(
    name: Name,
    ...payload: Parameters<EngineRequests[Name]>
  ): Promise<Answer<Name>> {
    if (this.#ended !== undefined) return Promise.reject(endedError(this.#ended));
    const number = this.#next++;
    return new Promise<Answer<Name>>((resolve, reject) => {
      this.#pending.set(number, { resolve: resolve as (answer: unknown) => void, reject });
      this.#port.post(['request', number, name, payload[0] ?? null]);
    });
  }

  /** A request whose failure changes nothing for the user: the engine's end is shown elsewhere. */
  send<Name extends RequestName>(name: Name, ...payload: Parameters<EngineRequests[Name]>): void {
    this.request(name, ...payload).catch((error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
    });
  }

  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  onEnd(listener: (reason: string) => void): void {
    this.#endListeners.add(listener);
  }

  close(): void {
    this.#endListeners.clear();
    this.#port.close();
    this.#end('closed');
  }

  #receive(message: EngineMessage): void {
    switch (message[0]) {
      case 'answer':
        this.#take(message[1])?.resolve(message[2]);
        return;
      case 'refusal':
        this.#take(message[1])?.reject(new EngineError(message[2]));
        return;
      case 'event':
        for (const listener of this.#listeners.get(message[1]) ?? []) listener(message[2] as never);
    }
  }

  #take(number: number): Pending | undefined {
    const pending = this.#pending.get(number);
    this.#pending.delete(number);
    return pending;
  }

  #end(reason: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(endedError(reason));
    for (const listener of this.#endListeners) listener(reason);
  }
}

const endedError = (reason: string) =>
  new EngineError({ code: 'engineEnded', message: reason || 'the engine has ended' });
