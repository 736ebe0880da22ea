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

const firstRetryMilliseconds = 250;
const lastRetryMilliseconds = 8000;
const patienceMilliseconds = 10_000;
/** The host has closed the socket for good; 1009 is a message too big for it. */
const finalCodes: readonly number[] = [...Object.values(CloseCode), 1009];

export class SocketLink {
  readonly #options: LinkOptions;
  readonly #listener: LinkListener;
  readonly #stream = new ResumableStream();
  #socket: WebSocket | undefined;
  #tab: string | null = null;
  #state: ConnectionState = 'lost';
  #retries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions, listener: LinkListener) {
    this.#options = options;
    this.#listener = listener;
    this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  post(message: PageMessage): void {
    if (this.#state === 'ended') return;
    this.#stream.post(message);
  }

  /** Something has happened that may have broken the connection, or mended it: finds out now. */
  check(): void {
    if (this.#state === 'lost') {
      this.#retries = 0;
      this.#connect();
    } else if (this.#state === 'connected') {
      this.#expectWord();
      this.#stream.probe();
    }
  }

  /** The page goes, and nobody will come back for its sessions. */
  leave(): void {
    this.#end(CloseCode.left);
  }

  #connect(): void {
    this.#abandon();
    const { key, openSocket } = this.#options;
    const socket = openSocket([socketProtocol, key]);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    this.#expectWord();
    socket.onopen = () => {
      const hello: Hello = ['hello', this.#tab, this.#stream.arrived];
      socket.send(encodeMessage(hello));
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => this.#take(socket, new Uint8Array(data));
    socket.onclose = ({ code }) => void this.#lose(code);
  }

  #take(socket: WebSocket, bytes: Uint8Array): void {
    clearTimeout(this.#timer);
    const message = this.#understand(socket, bytes);
    if (message) this.#listener.onMessage(message);
  }

  #understand(socket: WebSocket, bytes: Uint8Array): HostMessage | undefined {
    try {
      if (this.#state === 'connected') return this.#stream.take(bytes)?.message as HostMessage | undefined;
      this.#resume(socket, decodeMessage(bytes) as readonly unknown[]);
      return undefined;
    } catch (error) {
      // This is no host of ours, and will not become one.
      this.#end();
      throw error;
    }
  }

  #resume(socket: WebSocket, [, tab, arrived, greeting]: readonly unknown[]): void {
    if (this.#tab !== null && tab !== this.#tab) {
      // The host has forgotten this tab, and begun another that nobody wants.
      this.leave();
      return;
    }
    const isFirst = this.#tab === null;
    this.#tab = tab as string;
    this.#retries = 0;
    this.#stream.attach({ send: (bytes) => socket.send(bytes) }, arrived as number);
    if (isFirst) this.#listener.onGreeting(greeting as Greeting);
    this.#setState('connected');
  }

  async #lose(code: number): Promise<void> {
    const wasConnected = this.#state === 'connected';
    this.#abandon();
    if (finalCodes.includes(code)) {
      this.#end();
      return;
    }
    this.#setState('lost');
    // why: a browser does not say why a socket could not be opened, so the host is asked.
    if (!wasConnected && (await this.#options.isRefused(this.#options.key))) this.#end();
    else if (this.#state === 'lost' && !this.#socket) this.#retryLater();
  }

  #retryLater(): void {
    const wait = Math.min(firstRetryMilliseconds * 2 ** this.#retries++, lastRetryMilliseconds);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
  }

  /** A connection from which nothing is heard is as good as lost. */
  #expectWord(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lose(0), patienceMilliseconds);
  }

  #end(code?: number): void {
    this.#abandon(code);
    this.#setState('ended');
  }

  /** From now on the socket is nobody's. */
  #abandon(code?: number): void {
    clearTimeout(this.#timer);
    this.#stream.detach();
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close(code);
  }

  #setState(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.onState(state);
  }
}
