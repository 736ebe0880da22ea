/**
 * Connection to a host over a WebSocket. It breaks and comes back; messages do not get lost by that. When the host
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
  /** Called when there is a connection for the first time. */
  onGreeting(greeting: Greeting): void;
  onMessage(message: HostMessage): void;
  onState(state: ConnectionState): void;
}

export interface LinkOptions {
  readonly key: string;
  readonly openSocket: (protocols: string[]) => WebSocket;
  /** Returns whether the host has refused the key. */
  readonly isRefused: (key: string) => Promise<boolean>;
}

const firstRetryMs = 250;
const maxRetryMs = 8000;
const timeoutMs = 10_000;
/** Codes by which the host closes a socket for good; 1009 is a message too big for it. */
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

  /** Checks the connection now: something has happened that may have broken or mended it. */
  check(): void {
    if (this.currentState === 'lost') {
      this.retries = 0;
      this.connect();
    } else if (this.currentState === 'connected') {
      this.expectWord();
      this.stream.probe();
    }
  }

  /** Ends the connection with its sessions: the page goes for good. */
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
      // This is no host of Hectare.
      this.end();
      throw error;
    }
  }

  private resume(socket: WebSocket, [, tab, arrived, greeting]: readonly unknown[]): void {
    if (this.tab !== null && tab !== this.tab) {
      // The host has forgotten this tab, and begun another that is not wanted.
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

  /** Gives up a connection that stays silent. */
  private expectWord(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lose(0), timeoutMs);
  }

  private end(code?: number): void {
    this.abandon(code);
    this.setState('ended');
  }

  /** Drops the socket and its listeners. */
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
