/**
 * Requests and events over whatever carries messages in order: ports, sockets, channels shared by several sessions.
 *
 * A protocol is a map from a request's name to its function type, and one from an event's name to its payload. Each
 * request has a number, by which it is answered or refused, in any order. When the other side ends, all that is
 * unanswered is refused.
 */
import { type Refusal, RequestRefused } from './refusal.js';

type RequestMap = Readonly<Record<string, (payload: never) => unknown>>;

/** Payload of a request as it is sent: null where it takes none. */
export type RequestPayload<Request extends (payload: never) => unknown> =
  Parameters<Request> extends readonly [infer Only] ? Only : null;

export type RequestMessage<Requests extends RequestMap> = {
  [Name in keyof Requests & string]: readonly ['request', number, Name, RequestPayload<Requests[Name]>];
}[keyof Requests & string];

export type ReplyMessage = readonly ['answer', number, unknown] | readonly ['refusal', number, Refusal];

export type EventMessage<Events> = {
  [Name in keyof Events & string]: readonly ['event', Name, Events[Name]];
}[keyof Events & string];

interface Pending {
  resolve(answer: unknown): void;
  reject(error: RequestRefused): void;
}

/** The asking side of a protocol. */
export class RequestClient<Requests extends RequestMap, Events = Readonly<Record<never, never>>> {
  private readonly post: (message: RequestMessage<Requests>) => void;
  private readonly step: 1 | -1;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<keyof Events, Set<(event: never) => void>>();
  private last = 0;
  private ended: string | undefined;

  /** @param step the sign of the numbers: those of a host that shares an engine with a page are negative. */
  constructor(post: (message: RequestMessage<Requests>) => void, step: 1 | -1 = 1) {
    this.post = post;
    this.step = step;
  }

  get isEnded(): boolean {
    return this.ended !== undefined;
  }

  /** Rejects with `RequestRefused`. */
  request<Name extends keyof Requests & string>(
    name: Name,
    ...payload: Parameters<Requests[Name]>
  ): Promise<ReturnType<Requests[Name]>> {
    return new Promise((resolve, reject) => this.ask(name, payload, resolve, reject));
  }

  /** Calls back at the moment the reply arrives, before the next message is taken. */
  ask<Name extends keyof Requests & string>(
    name: Name,
    payload: Parameters<Requests[Name]>,
    resolve: (answer: ReturnType<Requests[Name]>) => void,
    reject: (error: RequestRefused) => void,
  ): void {
    if (this.ended !== undefined) {
      reject(endedError(this.ended));
      return;
    }
    this.last += this.step;
    this.pending.set(this.last, { resolve: resolve as (answer: unknown) => void, reject });
    this.post(['request', this.last, name, payload[0] ?? null] as unknown as RequestMessage<Requests>);
  }

  /** Sends a request whose refusal makes no difference to the user. */
  send<Name extends keyof Requests & string>(name: Name, ...payload: Parameters<Requests[Name]>): void {
    this.ask(name, payload, ignore, ignore);
  }

  /** Returns a function that stops listening. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Returns false for a reply to nothing. */
  receive(message: ReplyMessage | EventMessage<Events>): boolean {
    if (message[0] === 'event') {
      for (const listener of this.listeners.get(message[1]) ?? []) listener(message[2] as never);
      return true;
    }
    const pending = this.pending.get(message[1]);
    this.pending.delete(message[1]);
    if (message[0] === 'answer') pending?.resolve(message[2]);
    else pending?.reject(new RequestRefused(message[2].code, message[2].message, message[2].errno));
    return pending !== undefined;
  }

  /** Refuses whatever is unanswered, and whatever is asked from now on. */
  end(reason: string): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    const pending = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of pending) reject(endedError(reason));
  }
}

/** A request as it came; its name and payload are not checked yet. */
export interface Envelope {
  readonly number: number;
  readonly name: unknown;
  readonly payload: unknown;
}

/** Returns undefined for what has no number by which it could be answered. */
export function openEnvelope(message: unknown): Envelope | undefined {
  if (!Array.isArray(message) || message[0] !== 'request' || !Number.isSafeInteger(message[1]))
    return undefined;
  const [, number, name, payload] = message as [string, number, unknown, unknown];
  return { number, name: message.length === 4 ? name : undefined, payload };
}

/**
 * Returns the answering side of a protocol: a function that takes requests and posts a reply to each.
 * @param handle checks and answers; `RequestRefused` is sent as a refusal, and other errors are thrown on.
 */
export function serveRequests(
  handle: (name: unknown, payload: unknown) => unknown,
  post: (message: ReplyMessage) => void,
): (request: Envelope) => Promise<void> {
  return async ({ number, name, payload }) => {
    try {
      const answer = handle(name, payload);
      // why: no turn is lost where the answer is there, so that answers and events keep their order.
      post(['answer', number, answer instanceof Promise ? await answer : answer]);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      post(['refusal', number, error.refusal]);
    }
  };
}

const endedError = (reason: string): RequestRefused =>
  new RequestRefused('engineEnded', reason || 'the engine has ended');

const ignore = (): void => undefined;
