/** The host of a page in a browser: `hectare serve`, over one WebSocket. */

import type {
  FolderList,
  Greeting,
  HostMessage,
  HostRequests,
  OfferedRoot,
  OpenRoot,
} from '../../contract/host-protocol.js';
import type { Refusal } from '../../contract/refusal.js';
import { EngineError } from './engine-client.js';
import type { ConnectionState, Host, Session } from './host.js';
import { SessionPort } from './session-port.js';
import { isRefused, signIn } from './sign-in.js';
import { type LinkOptions, SocketLink } from './socket-link.js';

/** Rejects with an `EngineError` when the user has to start from the printed address. */
export async function connectSocketHost(): Promise<Host> {
  const key = await signIn();
  if (key === undefined) throw new EngineError(notSignedIn);
  const address = `${location.origin.replace(/^http/, 'ws')}/socket`;
  const openSocket = (protocols: string[]): WebSocket => new WebSocket(address, protocols);
  return new Promise((resolve, reject) => {
    const host: SocketHost = new SocketHost({ key, openSocket, isRefused }, () => resolve(host));
    host.onConnectionChange((state) => {
      if (state === 'ended') reject(new EngineError(notSignedIn));
    });
    watchPage(host);
  });
}

const notSignedIn: Refusal = {
  code: 'notAllowed',
  message: 'this page is not signed in: open the address that hectare serve has printed',
};

/** why: a connection that a sleeping machine or another network has killed does not tell. */
function watchPage(host: SocketHost): void {
  addEventListener('online', () => host.check());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') host.check();
  });
  addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) host.leave();
  });
}

interface Pending {
  resolve(answer: unknown): void;
  reject(error: EngineError): void;
}

export class SocketHost implements Host {
  version = '';
  capabilities: Host['capabilities'] = new Set();
  readonly #link: SocketLink;
  readonly #pending = new Map<number, Pending>();
  readonly #sessions = new Map<number, SessionPort>();
  readonly #listeners = new Set<(state: ConnectionState) => void>();
  #lastRequest = 0;

  /** @param onReady is called when the host can first be used. */
  constructor(options: LinkOptions, onReady: () => void) {
    this.#link = new SocketLink(options, {
      onGreeting: ({ version, capabilities }: Greeting) => {
        this.version = version;
        this.capabilities = new Set(capabilities);
        onReady();
      },
      onMessage: (message) => this.#receive(message),
      onState: (state) => this.#change(state),
    });
  }

  roots(): Promise<readonly OfferedRoot[]> {
    return this.#request('roots', [], itself);
  }

  folders(parent: Uint8Array): Promise<FolderList> {
    return this.#request('folders', [{ parent }], itself);
  }

  openRoot(request: OpenRoot): Promise<Session> {
    // why: what the engine says may come with the answer, before anybody who waits for that has his turn.
    return this.#request('openRoot', [request], ({ session, opened }) => {
      const port = new SessionPort(
        (message) => this.#link.post(['engine', session, message as never]),
        () => this.#closeSession(session),
      );
      this.#sessions.set(session, port);
      return { opened, port };
    });
  }

  onConnectionChange(listener: (state: ConnectionState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#link.state);
    return () => this.#listeners.delete(listener);
  }

  check(): void {
    this.#link.check();
  }

  leave(): void {
    this.#link.leave();
  }

  /** @param take makes something of the answer, at the moment that it arrives. */
  #request<Name extends keyof HostRequests, Result>(
    name: Name,
    [payload]: Parameters<HostRequests[Name]> | readonly [],
    take: (answer: ReturnType<HostRequests[Name]>) => Result,
  ): Promise<Result> {
    if (this.#link.state === 'ended') return Promise.reject(new EngineError(hostEnded));
    const number = ++this.#lastRequest;
    return new Promise((resolve, reject) => {
      const takeAnswer = (answer: unknown) => resolve(take(answer as ReturnType<HostRequests[Name]>));
      this.#pending.set(number, { resolve: takeAnswer, reject });
      this.#link.post(['request', number, name, payload ?? null] as never);
    });
  }

  #receive(message: HostMessage): void {
    switch (message[0]) {
      case 'engine':
        this.#sessions.get(message[1])?.receive(message[2]);
        return;
      case 'answer':
        this.#take(message[1])?.resolve(message[2]);
        return;
      case 'refusal':
        this.#take(message[1])?.reject(new EngineError(message[2]));
        return;
      case 'event':
        this.#endSession(message[2].session, message[2].message);
    }
  }

  #take(number: number): Pending | undefined {
    const pending = this.#pending.get(number);
    this.#pending.delete(number);
    return pending;
  }

  #closeSession(session: number): void {
    this.#sessions.delete(session);
    // Whether it had ended before makes no difference to anybody.
    this.#request('closeSession', [session], itself).catch((error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
    });
  }

  #endSession(session: number, reason: string): void {
    const port = this.#sessions.get(session);
    this.#sessions.delete(session);
    port?.end(reason);
  }

  #change(state: ConnectionState): void {
    if (state === 'ended') {
      for (const session of [...this.#sessions.keys()]) this.#endSession(session, hostEnded.message);
      for (const number of [...this.#pending.keys()]) this.#take(number)?.reject(new EngineError(hostEnded));
    }
    for (const listener of this.#listeners) listener(state);
  }
}

const itself = <Value>(value: Value): Value => value;

const hostEnded: Refusal = { code: 'engineEnded', message: 'the host has ended' };
