/** The open roots of one tab, and the requests that the tab may send to the host. */
import { setMaxListeners } from 'node:events';
import type { EngineRequest } from '../contract/engine-protocol.js';
import type { HostMessage, HostRequests, OpenedSession } from '../contract/host-protocol.js';
import type { Port } from '../contract/port.js';
import { RequestRefused } from '../contract/refusal.js';
import { type Envelope, type RequestPayload, serveRequests } from '../contract/requests.js';
import type { OpenRootRequest } from '../contract/scans.js';
import { checkName, checkPayload } from '../core/borders/shapes.js';
import { EngineSession } from './engine-session.js';
import type { OfferedFolders } from './offered-folders.js';
import { type PageRequest, pageRequests } from './page-message.js';

export interface SessionParts {
  readonly folders: OfferedFolders;
  readonly spawnEngine: () => Port;
  readonly log: (line: string) => void;
}

/** Limit of open roots: each is a tree in memory. */
const maxSessions = 32;
/** Limit of a page's unanswered requests to the host: a page of ours never comes near. Each may hold a folder open. */
const maxUnanswered = 100;

type PageHandlers = {
  readonly [Name in PageRequest]: (
    payload: RequestPayload<HostRequests[Name]>,
  ) => Promise<ReturnType<HostRequests[Name]>>;
};

export class TabSessions {
  private readonly parts: SessionParts;
  private readonly post: (message: HostMessage) => void;
  /** Null while it is being opened. */
  private readonly sessions = new Map<number, EngineSession | null>();
  /** Sessions closed while they were being opened: each counts until its engine can be ended. */
  private readonly unwanted = new Set<number>();
  private readonly ending = new AbortController();
  private readonly answer: (request: Envelope) => Promise<void>;
  private lastSession = 0;
  private unanswered = 0;

  constructor(parts: SessionParts, post: (message: HostMessage) => void) {
    this.parts = parts;
    this.post = (message) => {
      if (!this.isEnded) post(message);
    };
    this.answer = serveRequests((name, payload) => this.handle(name, payload), this.post);
    // why: every root that is being opened listens, and Node warns of more than ten.
    setMaxListeners(maxSessions, this.ending.signal);
  }

  private readonly handlers: PageHandlers = {
    roots: () => this.parts.folders.roots(),
    folders: ({ parent }) => this.parts.folders.list(parent),
    openRoot: (request) => this.openRoot(request),
    closeSession: (session) => {
      this.close(session);
      return Promise.resolve(null);
    },
  };

  private get isEnded(): boolean {
    return this.ending.signal.aborted;
  }

  /** Answers a request, sooner or later. */
  request(request: Envelope): void {
    if (!this.isEnded) void this.answer(request);
  }

  /** Passes a request on to an engine. One for an ended session is dropped: the page knows, or will. */
  requestEngine(session: number, request: EngineRequest): void {
    const refusal = this.sessions.get(session)?.request(request);
    if (refusal) this.post(['engine', session, refusal]);
  }

  end(): void {
    this.ending.abort();
    for (const session of this.sessions.values()) session?.close();
    this.sessions.clear();
  }

  private async handle(name: unknown, payload: unknown): Promise<unknown> {
    this.unanswered++;
    try {
      const known = checkName(pageRequests, name);
      if (this.unanswered > maxUnanswered) throw badRequest('too many requests are unanswered');
      const checked = checkPayload<unknown>(known, pageRequests[known], payload);
      return await (this.handlers[known] as (payload: unknown) => Promise<unknown>)(checked);
    } catch (error) {
      if (error instanceof RequestRefused) throw error;
      this.parts.log(`a request failed: ${String(error)}`);
      throw new RequestRefused('engineEnded', 'the host has failed; its log says more');
    } finally {
      this.unanswered--;
    }
  }

  private async openRoot(request: OpenRootRequest): Promise<OpenedSession> {
    if (request.followLinks) throw new RequestRefused('notAllowed', 'links lead out of what is served');
    if (this.sessions.size >= maxSessions) throw badRequest('too many folders are open');
    const session = ++this.lastSession;
    this.sessions.set(session, null);
    try {
      const opened = await this.openEngine(session, request);
      // why: the page must have its answer, and know the session, before it hears the engine.
      setImmediate(() => this.connect(session));
      return { session, opened };
    } catch (error) {
      this.sessions.delete(session);
      throw error;
    } finally {
      this.unwanted.delete(session);
    }
  }

  private async openEngine(session: number, request: OpenRootRequest): Promise<OpenedSession['opened']> {
    const { folders, spawnEngine } = this.parts;
    const pinned = await folders.pin(request.path);
    const engine = new EngineSession(spawnEngine(), (reason) => this.forget(session, reason));
    try {
      const opened = await engine.open(pinned, request, this.ending.signal);
      if (this.unwanted.has(session) || !this.sessions.has(session)) {
        throw new RequestRefused('engineEnded', 'the engine ended as soon as it was open');
      }
      this.sessions.set(session, engine);
      return opened;
    } catch (error) {
      engine.close();
      throw error;
    } finally {
      await pinned.close();
    }
  }

  private close(session: number): void {
    const engine = this.sessions.get(session);
    if (engine === null) this.unwanted.add(session);
    else if (this.sessions.delete(session)) engine?.close();
  }

  private connect(session: number): void {
    this.sessions.get(session)?.listen((message) => this.post(['engine', session, message]));
  }

  private forget(session: number, reason = 'the engine has ended'): void {
    const isOpen = this.sessions.get(session) != null;
    if (!isOpen) return;
    this.sessions.delete(session);
    this.parts.log(`an engine ended unasked: ${reason}`);
    this.post(['event', 'sessionEnded', { session, message: reason }]);
  }
}

function badRequest(message: string): RequestRefused {
  return new RequestRefused('badRequest', message);
}
