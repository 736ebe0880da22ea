/** The open roots of one tab, and what the tab may ask of the host. */
import { setMaxListeners } from 'node:events';
import type { EngineMessage, EngineRequest } from '../contract/engine-protocol.js';
import type { HostMessage, HostRequests, OpenedSession, OpenRoot } from '../contract/host-protocol.js';
import type { Port } from '../contract/port.js';
import type { Refusal } from '../contract/refusal.js';
import { type EngineSession, openEngineSession } from './engine-session.js';
import type { OfferedFolders } from './offered-folders.js';
import { payloadChecks } from './page-message.js';
import { RefusedError } from './refused-error.js';

export interface SessionParts {
  readonly folders: OfferedFolders;
  readonly spawnEngine: () => Port;
  readonly log: (line: string) => void;
}

/** Each is a tree in memory. */
const mostSessions = 32;
/** Requests of a page to the host: a page of ours never comes near. Each may hold a folder open. */
const mostUnanswered = 100;

type Handlers = {
  readonly [Name in keyof HostRequests]: (
    ...payload: Parameters<HostRequests[Name]>
  ) => Promise<ReturnType<HostRequests[Name]>>;
};

export class TabSessions {
  readonly #parts: SessionParts;
  readonly #post: (message: HostMessage) => void;
  /** Null while it is being opened. */
  readonly #sessions = new Map<number, EngineSession | null>();
  /** Closed while they were being opened: each counts until its engine can be ended. */
  readonly #unwanted = new Set<number>();
  readonly #end = new AbortController();
  #lastSession = 0;
  #unanswered = 0;

  constructor(parts: SessionParts, post: (message: HostMessage) => void) {
    this.#parts = parts;
    this.#post = post;
    // why: every root that is being opened listens, and Node warns of more than ten.
    setMaxListeners(mostSessions, this.#end.signal);
  }

  readonly #handlers: Handlers = {
    roots: () => this.#parts.folders.roots(),
    folders: ({ parent }) => this.#parts.folders.list(parent),
    openRoot: (request) => this.#openRoot(request),
    closeSession: (session) => {
      this.#close(session);
      return Promise.resolve(null);
    },
  };

  get #isEnded(): boolean {
    return this.#end.signal.aborted;
  }

  /** Answers a request, sooner or later. */
  async request(number: number, name: string, payload: unknown): Promise<void> {
    if (this.#isEnded) return;
    this.#unanswered++;
    try {
      const answer = await this.#handle(name, payload);
      if (this.#isEnded) return;
      this.#post(['answer', number, answer]);
      if (name === 'openRoot') this.#connect((answer as OpenedSession).session);
    } catch (error) {
      if (!this.#isEnded) this.#post(['refusal', number, this.#explain(error)]);
    } finally {
      this.#unanswered--;
    }
  }

  /** A request to an engine; one that has ended meanwhile is past answering, and the page knows or will. */
  requestEngine(session: number, request: EngineRequest): void {
    const refusal = this.#sessions.get(session)?.request(request);
    if (refusal) this.#post(['engine', session, refusal]);
  }

  end(): void {
    this.#end.abort();
    for (const session of this.#sessions.values()) session?.close();
    this.#sessions.clear();
  }

  async #handle(name: string, payload: unknown): Promise<unknown> {
    if (!Object.hasOwn(payloadChecks, name)) throw badRequest('there is no such request');
    if (this.#unanswered > mostUnanswered) throw badRequest('too many requests are unanswered');
    const known = name as keyof HostRequests;
    const checked = payloadChecks[known](payload);
    if (!checked) throw badRequest('this is not what the request takes');
    const handle = this.#handlers[known] as (...checked: readonly unknown[]) => Promise<unknown>;
    return handle(...checked);
  }

  async #openRoot(request: OpenRoot): Promise<OpenedSession> {
    if (request.followLinks) {
      throw new RefusedError({ code: 'notAllowed', message: 'links lead out of what is served' });
    }
    if (this.#sessions.size >= mostSessions) throw badRequest('too many folders are open');
    const session = ++this.#lastSession;
    this.#sessions.set(session, null);
    try {
      const engine = await this.#openEngine(session, request);
      if (this.#unwanted.delete(session) || !this.#sessions.has(session)) {
        engine.close();
        throw new RefusedError({ code: 'engineEnded', message: 'the engine ended as soon as it was open' });
      }
      this.#sessions.set(session, engine);
      return { session, opened: engine.opened };
    } catch (error) {
      this.#sessions.delete(session);
      this.#unwanted.delete(session);
      throw error;
    }
  }

  #close(session: number): void {
    const engine = this.#sessions.get(session);
    if (engine === null) this.#unwanted.add(session);
    else if (this.#sessions.delete(session)) engine?.close();
  }

  async #openEngine(session: number, request: OpenRoot): Promise<EngineSession> {
    const { folders, spawnEngine } = this.#parts;
    const pinned = await folders.pin(request.path);
    const { signal } = this.#end;
    try {
      return await openEngineSession(spawnEngine(), pinned, request, signal, (reason) =>
        this.#forget(session, reason),
      );
    } finally {
      await pinned.close();
    }
  }

  /** From now on the page knows the session, and hears its engine. */
  #connect(session: number): void {
    this.#sessions.get(session)?.listen((message: EngineMessage) => this.#post(['engine', session, message]));
  }

  #forget(session: number, reason = 'the engine has ended'): void {
    if (!this.#sessions.delete(session)) return;
    this.#parts.log(`an engine ended unasked: ${reason}`);
    this.#post(['event', 'sessionEnded', { session, message: reason }]);
  }

  #explain(error: unknown): Refusal {
    if (error instanceof RefusedError) return error.refusal;
    this.#parts.log(`a request failed: ${String(error)}`);
    return { code: 'engineEnded', message: 'the host has failed; its log says more' };
  }
}

function badRequest(message: string): RefusedError {
  return new RefusedError({ code: 'badRequest', message });
}
