/** WebSockets: who may open one, its tab, and whether it still lives. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import {
  CloseCode,
  type Greeting,
  type Hello,
  socketProtocol,
  type Welcome,
} from '../contract/host-protocol.js';
import { decodeMessage, encodeMessage, WireError } from '../contract/wire.js';
import type { RefusalLog } from './refusal-log.js';
import { judgeUpgrade } from './request-guard.js';
import type { SignIn } from './sign-in.js';
import { Tab, type TabConnection, type TabParts } from './tab.js';

export interface SocketParts extends TabParts {
  readonly names: readonly string[];
  readonly signIn: SignIn;
  readonly greeting: Greeting;
  readonly refusals: RefusalLog;
}

const maxTabs = 64;
/** Limit of a page's messages, which are small: requests, and acknowledgements. */
const maxMessageBytes = 2 ** 20;
const helloMilliseconds = 10_000;
/** Limit of the bytes that wait for a page. */
const congestion = 2 ** 20;
const farewellMilliseconds = 300;
const heartbeatMilliseconds = 20_000;

export class Sockets {
  private readonly parts: SocketParts;
  private readonly tabs = new Map<string, Tab>();
  private readonly alive = new WeakSet<WebSocket>();
  private readonly heartbeat = setInterval(() => this.beat(), heartbeatMilliseconds);
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: () => socketProtocol,
  });

  constructor(parts: SocketParts) {
    this.parts = parts;
    this.server.on('connection', (socket) => this.welcome(socket));
  }

  /** Answers a request to speak WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusal = this.judge(request);
    if (!refusal) {
      this.server.handleUpgrade(request, socket, head, (webSocket) =>
        this.server.emit('connection', webSocket),
      );
      return;
    }
    this.parts.refusals.note(`a socket was refused: ${refusal.reason}`);
    // why: whoever is refused may be gone already.
    socket.on('error', () => socket.destroy());
    socket.end(`HTTP/1.1 ${refusal.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  end(): void {
    clearInterval(this.heartbeat);
    for (const tab of [...this.tabs.values()]) tab.end(CloseCode.hostEnded, 'the host has ended');
    this.server.close();
    const { clients } = this.server;
    // A page that is there says goodbye; nobody waits long for one that is not.
    setTimeout(() => clients.forEach((socket) => void socket.terminate()), farewellMilliseconds).unref();
  }

  private judge(request: IncomingMessage): { readonly status: number; readonly reason: string } | undefined {
    const { names, signIn } = this.parts;
    const rejection = judgeUpgrade(request, names);
    if (rejection) return rejection;
    if (request.url !== '/socket') return { status: 404, reason: 'there is no socket at this path' };
    return signIn.mayConnect(request.headers) ? undefined : { status: 401, reason: 'it is not signed in' };
  }

  private welcome(socket: WebSocket): void {
    const connection = connectionOf(socket);
    let tab: Tab | undefined;
    const silence = setTimeout(
      () => connection.close(CloseCode.notUnderstood, 'no hello'),
      helloMilliseconds,
    );
    socket.on('message', (data: Buffer, isBinary) => {
      clearTimeout(silence);
      if (socket.readyState !== WebSocket.OPEN) return;
      try {
        if (!isBinary) throw new WireError('text was sent');
        if (tab) tab.take(data);
        else {
          const [secret, arrived] = checkHello(decodeMessage(data));
          tab = this.findTab(secret);
          this.greet(connection, tab, tab.secret === secret ? arrived : 0);
        }
      } catch (error) {
        this.closeAfter(error, connection, tab);
      }
    });
    socket.on('error', (error) => this.parts.log(`a socket failed: ${error.message}`));
    socket.on('pong', () => this.alive.add(socket));
    socket.on('close', (code) => {
      clearTimeout(silence);
      if (code === CloseCode.left) tab?.end(CloseCode.left, '');
      else tab?.detach(connection);
    });
    this.alive.add(socket);
  }

  /** Closes the connection of a page whose message failed: no other page is affected. */
  private closeAfter(error: unknown, connection: TabConnection, tab: Tab | undefined): void {
    const isPagesFault = error instanceof WireError;
    this.parts.log(`a socket was closed: ${isPagesFault ? error.message : String(error)}`);
    const reason = isPagesFault ? error.message : 'the host has failed';
    connection.close(CloseCode.notUnderstood, reason);
    tab?.end(CloseCode.notUnderstood, reason);
  }

  /** Returns the tab that goes on over a new socket, or a new one. */
  private findTab(secret: string | null): Tab {
    const known = secret === null ? undefined : this.tabs.get(secret);
    if (known) return known;
    if (this.tabs.size >= maxTabs) throw new WireError('too many tabs are open');
    return this.beginTab();
  }

  private greet(connection: TabConnection, tab: Tab, arrived: number): void {
    const welcome: Welcome = ['welcome', tab.secret, tab.arrived, this.parts.greeting];
    connection.send(encodeMessage(welcome));
    tab.attach(connection, arrived);
  }

  private beginTab(): Tab {
    const tab = new Tab(this.parts, () => this.tabs.delete(tab.secret));
    this.tabs.set(tab.secret, tab);
    return tab;
  }

  private beat(): void {
    for (const socket of this.server.clients) {
      if (!this.alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}

function connectionOf(socket: WebSocket): TabConnection {
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    isCongested: () => socket.bufferedAmount > congestion,
    close: (code, reason) => socket.close(code, reason),
  };
}

function checkHello(message: unknown): [Hello[1], Hello[2]] {
  if (!Array.isArray(message) || message[0] !== 'hello') throw new WireError('a hello was expected');
  const [, secret, arrived] = message as unknown[];
  const isSecret = secret === null || typeof secret === 'string';
  if (!isSecret || !Number.isSafeInteger(arrived)) throw new WireError('the hello is broken');
  return [secret, arrived as number];
}
