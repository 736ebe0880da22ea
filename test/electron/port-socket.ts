/**
 * One end of a channel between two processes, without a relay: a socket with frames of four bytes of length and a message.
 * One end listens at the channel's path, and the other connects.
 */
import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net';
import { decode, encode } from './codec.js';

/** Address of an end: how the process that gets it reaches the other one. */
export interface EndAddress {
  readonly path: string;
  readonly role: 'listen' | 'connect';
}

const retryMilliseconds = 5;
const maxRetries = 1000;
const headerLength = 4;

export interface SocketListener {
  /** @param ports those that came with the message. */
  onMessage(message: unknown, ports: readonly EndAddress[]): void;
  onClose(): void;
}

export class PortSocket {
  private readonly listener: SocketListener;
  private readonly waiting: Buffer[] = [];
  private server: Server | undefined;
  private socket: Socket | undefined;
  private chunks: Buffer[] = [];
  private length = 0;
  private isClosed = false;
  private isLeft = false;
  /** Messages that came before `start`; undefined after it. */
  private early: Buffer[] | undefined = [];

  constructor({ path, role }: EndAddress, listener: SocketListener) {
    this.listener = listener;
    if (role === 'listen') this.listen(path);
    else this.connect(path, 0);
  }

  post(message: unknown, ports: readonly EndAddress[] = []): void {
    const bytes = encode([message, ports]);
    if (this.socket) this.write(bytes);
    else this.waiting.push(bytes);
  }

  /** Delivers what has come, later as Electron does, and from then on what comes. */
  start(): void {
    setImmediate(() => {
      const early = this.early ?? [];
      this.early = undefined;
      for (const bytes of early) this.deliver(bytes);
      if (this.isLeft) this.listener.onClose();
    });
  }

  /** Closes the end; one that is not joined yet closes once it is, so that the other end hears of it. */
  close(): void {
    this.isClosed = true;
    this.server?.unref();
    this.socket?.end();
  }

  private listen(path: string): void {
    this.server = createServer((socket) => {
      this.server?.close();
      this.take(socket);
    });
    this.server.listen(path);
  }

  private connect(path: string, tries: number): void {
    const socket = connectSocket(path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      this.take(socket);
    });
    socket.once('error', () => {
      if (tries < maxRetries) setTimeout(() => this.connect(path, tries + 1), retryMilliseconds);
      else this.leave();
    });
  }

  private take(socket: Socket): void {
    this.socket = socket;
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => this.leave());
    for (const bytes of this.waiting.splice(0)) this.write(bytes);
    if (this.isClosed) socket.end();
  }

  /** The other end has closed, which one that was not started does not hear. */
  private leave(): void {
    this.isLeft = true;
    if (!this.isClosed && !this.early) this.listener.onClose();
  }

  private write(bytes: Buffer): void {
    const header = Buffer.alloc(headerLength);
    header.writeUInt32LE(bytes.length);
    this.socket?.cork();
    this.socket?.write(header);
    this.socket?.write(bytes);
    this.socket?.uncork();
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    for (;;) {
      if (this.length < headerLength) return;
      if (this.chunks[0]!.length < headerLength) this.chunks = [Buffer.concat(this.chunks)];
      const end = headerLength + this.chunks[0]!.readUInt32LE();
      if (this.length < end) return;
      const whole = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
      const rest = whole.subarray(end);
      this.chunks = rest.length > 0 ? [rest] : [];
      this.length = rest.length;
      this.deliver(whole.subarray(headerLength, end));
    }
  }

  private deliver(bytes: Buffer): void {
    if (this.early) {
      this.early.push(bytes);
      return;
    }
    const [message, ports] = decode(bytes) as [unknown, EndAddress[]];
    if (!this.isClosed) this.listener.onMessage(message, ports);
  }
}
