/**
 * Tab of a browser, over whatever sockets it comes: its messages and its sessions outlive a broken socket for
 * a while. After that, or when the page says that it goes, the engines end.
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
  /** Secret name: who knows it may go on where the last socket of this tab broke off. */
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

  /** Count of messages of the page that have arrived. */
  get arrived(): number {
    return this.stream.arrived;
  }

  /** Goes on over a new socket. @param arrived count of the host's messages that have arrived at the page. @throws WireError */
  attach(connection: TabConnection, arrived: number): void {
    clearTimeout(this.grace);
    this.connection?.close(CloseCode.takenOver, 'the tab has come over another socket');
    this.connection = connection;
    this.stream.attach(connection, arrived);
  }

  /** Waits for the next socket, unless another has taken the place of this one. */
  detach(connection: TabConnection): void {
    if (this.connection !== connection) return;
    this.connection = undefined;
    this.stream.detach();
    this.grace = setTimeout(() => this.end(CloseCode.left, ''), this.parts.graceMilliseconds);
  }

  /** Takes a frame of its socket. @throws WireError */
  take(bytes: Uint8Array): void {
    const taken = this.stream.take(bytes);
    if (!taken) return;
    const message = checkMessage(taken.message);
    if (message.kind === 'engine') this.sessions.requestEngine(message.session, message.request);
    else this.sessions.request(message);
  }

  /** Ends the tab: its engines, and its socket if there is one. */
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
