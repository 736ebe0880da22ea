/** Host of a page in a browser: `hectare serve`, over one WebSocket. */

import type { EngineRequest } from '../../contract/engine-protocol.js';
import type {
  FolderList,
  Greeting,
  HostEvents,
  HostMessage,
  HostRequests,
  OfferedRoot,
  OpenedSession,
} from '../../contract/host-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import { RequestClient } from '../../contract/requests.js';
import type { OpenRootRequest } from '../../contract/scans.js';
import type { ConnectionState, Host, OpenedRoot } from './host.js';
import { SessionPort } from './session-port.js';
import { isRefused, signIn } from './sign-in.js';
import { type LinkOptions, SocketLink } from './socket-link.js';

/** Connects to the host. Rejects with `RequestRefused` when the user has to start from the printed address. */
export async function connectSocketHost(): Promise<Host> {
  const key = await signIn();
  if (key === undefined) throw notSignedIn();
  const address = `${location.origin.replace(/^http/, 'ws')}/socket`;
  const openSocket = (protocols: string[]): WebSocket => new WebSocket(address, protocols);
  return new Promise((resolve, reject) => {
    const host: SocketHost = new SocketHost({ key, openSocket, isRefused }, () => resolve(host));
    host.onConnectionChange((state) => {
      if (state === 'ended') reject(notSignedIn());
    });
    watchPage(host);
  });
}

const notSignedIn = (): RequestRefused =>
  new RequestRefused(
    'notAllowed',
    'this page is not signed in: open the address that hectare serve has printed',
  );

/** Checks the connection at events of the page. why: a connection that a sleeping machine or another network has killed does not tell. */
function watchPage(host: SocketHost): void {
  addEventListener('online', () => host.check());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') host.check();
  });
  addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) host.leave();
  });
}

export class SocketHost implements Host {
  version = '';
  capabilities: Host['capabilities'] = new Set();
  private readonly link: SocketLink;
  private readonly requests = new RequestClient<HostRequests, HostEvents>((message) =>
    this.link.post(message),
  );
  private readonly sessions = new Map<number, SessionPort>();
  private readonly listeners = new Set<(state: ConnectionState) => void>();

  /** @param onReady is called when the host can first be used. */
  constructor(options: LinkOptions, onReady: () => void) {
    this.link = new SocketLink(options, {
      onGreeting: ({ version, capabilities }: Greeting) => {
        this.version = version;
        this.capabilities = new Set(capabilities);
        onReady();
      },
      onMessage: (message) => this.receive(message),
      onState: (state) => this.change(state),
    });
    this.requests.on('sessionEnded', ({ session, message }) => this.endSession(session, message));
  }

  roots(): Promise<readonly OfferedRoot[]> {
    return this.requests.request('roots');
  }

  folders(parent: Uint8Array): Promise<FolderList> {
    return this.requests.request('folders', { parent });
  }

  openRoot(request: OpenRootRequest): Promise<OpenedRoot> {
    return new Promise((resolve, reject) => {
      // why: the engine's first messages may come with the answer, before a promise is heard.
      this.requests.ask('openRoot', [request], (opened) => resolve(this.begin(opened)), reject);
    });
  }

  onConnectionChange(listener: (state: ConnectionState) => void): () => void {
    this.listeners.add(listener);
    listener(this.link.state);
    return () => this.listeners.delete(listener);
  }

  check(): void {
    this.link.check();
  }

  leave(): void {
    this.link.leave();
  }

  private receive(message: HostMessage): void {
    if (message[0] === 'engine') this.sessions.get(message[1])?.receive(message[2]);
    else this.requests.receive(message);
  }

  private begin({ session, opened }: OpenedSession): OpenedRoot {
    const port = new SessionPort(
      (message) => this.link.post(['engine', session, message as EngineRequest]),
      () => this.closeSession(session),
    );
    this.sessions.set(session, port);
    return { opened, port };
  }

  private closeSession(session: number): void {
    this.sessions.delete(session);
    this.requests.send('closeSession', session);
  }

  private endSession(session: number, reason: string): void {
    const port = this.sessions.get(session);
    this.sessions.delete(session);
    port?.end(reason);
  }

  private change(state: ConnectionState): void {
    if (state === 'ended') {
      for (const session of [...this.sessions.keys()]) this.endSession(session, hostEnded);
      this.requests.end(hostEnded);
    }
    for (const listener of this.listeners) listener(state);
  }
}

const hostEnded = 'the host has ended';
