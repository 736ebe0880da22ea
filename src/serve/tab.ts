/**
 * One tab of a browser, whatever sockets it comes over: its messages and its sessions outlive a socket that breaks, for
 * a while; when that has passed, or the page has said that it goes, the engines end.
 */
import { CloseCode, type HostMessage } from '../contract/host-protocol.js';
import { type Connection, ResumableStream, StreamOverflow } from '../contract/resumable-stream.js';
import { checkMessage } from './page-message.js';
import { newSecret } from './sign-in.js';
import { type SessionParts, TabSessions } from './tab-sessions.js';

export interface TabConnection extends Connection {
  close(code: number, reason: string): void;
}

export interface TabParts extends SessionParts {
  readonly graceMilliseconds: number;
}

export class Tab {
  /** Who knows it may go on where the last socket of this tab broke off. */
  readonly secret = newSecret();
  private readonly parts: TabParts;
  private readonly onEnd: () => void;
  private readonly stream = new ResumableStream();
  private readonly sessions: TabSessions;
  private connection: TabConnection | undefined;
  private grace: NodeJS.Timeout | undefined;

  constructor(parts: TabParts, onEnd: () => void) {
    this.parts = parts;
    this.onEnd = onEnd;
    this.sessions = new TabSessions(parts, (message) => this.post(message));
  }

  /** How many messages of the page have arrived. */
  get arrived(): number {
    return this.stream.arrived;
  }

  /** @param arrived how many of the host's messages have arrived at the page. @throws WireError */
  attach(connection: TabConnection, arrived: number): void {
    clearTimeout(this.grace);
    this.connection?.close(CloseCode.takenOver, 'the tab has come over another socket');
    this.connection = connection;
    this.stream.attach(connection, arrived);
  }

  /** A socket is gone; unless another has taken its place, the tab waits for the next. */
  detach(connection: TabConnection): void {
    if (this.connection !== connection) return;
    this.connection = undefined;
    this.stream.detach();
    this.grace = setTimeout(() => this.end(CloseCode.left, ''), this.parts.graceMilliseconds);
  }

  /** Takes what came over its socket. @throws WireError */
  take(bytes: Uint8Array): void {
    const taken = this.stream.take(bytes);
    if (!taken) return;
    const message = checkMessage(taken.message);
    if (message.kind === 'engine') this.sessions.requestEngine(message.session, message.request);
    else this.sessions.request(message);
  }

  /** Ends its engines, and its socket if there is one. */
  end(code: number, reason: string): void {
    clearTimeout(this.grace);
    this.sessions.end();
    this.stream.detach();
    this.connection?.close(code, reason);
    this.connection = undefined;
    this.onEnd();
  }

  private post(message: HostMessage): void {
    try {
      this.stream.post(message);
    } catch (error) {
      const isSlow = error instanceof StreamOverflow;
      this.parts.log(`a tab was ended: ${isSlow ? 'it takes too little of what it is sent' : String(error)}`);
      this.end(CloseCode.tooMuch, 'too much is waiting');
    }
  }
}
