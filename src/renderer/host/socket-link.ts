/**
 * The connection to a host over a WebSocket. It breaks and comes back; messages do not get lost by that. When the host
 * is gone, or does not know this page any more, it has ended.
 */
import {
  CloseCode,
  type Greeting,
  type Hello,
  type HostMessage,
  type PageMessage,
  socketProtocol,
} from '../../contract/host-protocol.js';
import { ResumableStream } from '../../contract/resumable-stream.js';
import { decodeMessage, encodeMessage } from '../../contract/wire.js';
import type { ConnectionState } from './host.js';

export interface LinkListener {
  /** The first time that there is a connection. */
  onGreeting(greeting: Greeting): void;
  onMessage(message: HostMessage): void;
  onState(state: ConnectionState): void;
}

export interface LinkOptions {
  readonly key: string;
  readonly openSocket: (protocols: string[]) => WebSocket;
  /** Whether the host has said that it does not take the key. */
  readonly isRefused: (key: string) => Promise<boolean>;
}

const firstRetryMs = 250;
const maxRetryMs = 8000;
const timeoutMs = 10_000;
/** The host has closed the socket for good; 1009 is a message too big for it. */
const finalCodes: readonly number[] = [...Object.values(CloseCode), 1009];

export class SocketLink {
  private readonly options: LinkOptions;
  private readonly listener: LinkListener;
  private readonly stream = new ResumableStream();
  private socket: WebSocket | undefined;
  private tab: string | null = null;
  private currentState: ConnectionState = 'lost';
  private retries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions, listener: LinkListener) {
    this.options = options;
    this.listener = listener;
    this.connect();
  }

  get state(): ConnectionState {
    return this.currentState;
  }

  post(message: PageMessage): void {
    if (this.currentState === 'ended') return;
    this.stream.post(message);
  }

  /** Something has happened that may have broken the connection, or mended it: finds out now. */
  check(): void {
    if (this.currentState === 'lost') {
      this.retries = 0;
      this.connect();
    } else if (this.currentState === 'connected') {
      this.expectWord();
      this.stream.probe();
    }
  }

  /** The page goes, and nobody will come back for its sessions. */
  leave(): void {
    this.end(CloseCode.left);
  }

  private connect(): void {
    this.abandon();
    const { key, openSocket } = this.options;
    const socket = openSocket([socketProtocol, key]);
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    this.expectWord();
    socket.onopen = () => {
      const hello: Hello = ['hello', this.tab, this.stream.arrived];
      socket.send(encodeMessage(hello));
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.take(socket, new Uint8Array(data));
    socket.onclose = ({ code }) => void this.lose(code);
  }

  private take(socket: WebSocket, bytes: Uint8Array): void {
    clearTimeout(this.timer);
    const message = this.understand(socket, bytes);
    if (message) this.listener.onMessage(message);
  }

  private understand(socket: WebSocket, bytes: Uint8Array): HostMessage | undefined {
    try {
      if (this.currentState === 'connected')
        return this.stream.take(bytes)?.message as HostMessage | undefined;
      this.resume(socket, decodeMessage(bytes) as readonly unknown[]);
      return undefined;
    } catch (error) {
      // This is no host of ours, and will not become one.
      this.end();
      throw error;
    }
  }

  private resume(socket: WebSocket, [, tab, arrived, greeting]: readonly unknown[]): void {
    if (this.tab !== null && tab !== this.tab) {
      // The host has forgotten this tab, and begun another that nobody wants.
      this.leave();
      return;
    }
    const isFirst = this.tab === null;
    this.tab = tab as string;
    this.retries = 0;
    this.stream.attach({ send: (bytes) => socket.send(bytes) }, arrived as number);
    if (isFirst) this.listener.onGreeting(greeting as Greeting);
    this.setState('connected');
  }

  private async lose(code: number): Promise<void> {
    const wasConnected = this.currentState === 'connected';
    this.abandon();
    if (finalCodes.includes(code)) {
      this.end();
      return;
    }
    this.setState('lost');
    // why: a browser does not say why a socket could not be opened, so the host is asked.
    if (!wasConnected && (await this.options.isRefused(this.options.key))) this.end();
    else if (this.currentState === 'lost' && !this.socket) this.retryLater();
  }

  private retryLater(): void {
    const wait = Math.min(firstRetryMs * 2 ** this.retries++, maxRetryMs);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), wait * (0.75 + Math.random() / 2));
  }

  /** A connection from which nothing is heard is as good as lost. */
  private expectWord(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lose(0), timeoutMs);
  }

  private end(code?: number): void {
    this.abandon(code);
    this.setState('ended');
  }

  /** From now on the socket is nobody's. */
  private abandon(code?: number): void {
    clearTimeout(this.timer);
    this.stream.detach();
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close(code);
  }

  private setState(state: ConnectionState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    this.listener.onState(state);
  }
}
