/** A host at the other end of a page's WebSocket, played by a test; nothing waits, nothing is sent anywhere. */
import type { PageMessage } from '../../../src/contract/host-protocol.js';
import { ResumableStream } from '../../../src/contract/resumable-stream.js';
import { decodeMessage, encodeMessage } from '../../../src/contract/wire.js';

/** The part of WebSocket that the page uses, with the other end played by the test. */
class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closedWith: number | null | undefined = null;
  readonly sent: unknown[] = [];
  readonly raw: Uint8Array[] = [];

  send(bytes: Uint8Array): void {
    this.raw.push(bytes);
    this.sent.push(decodeMessage(bytes));
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  deliver(bytes: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: bytes.buffer });
  }
}

/** The played host: one tab, resumable like the real one. */
export class PlayedHost {
  readonly sockets: FakeSocket[] = [];
  readonly received: PageMessage[] = [];
  readonly stream = new ResumableStream();
  isRefused = false;

  open(): FakeSocket {
    this.sockets.push(new FakeSocket());
    return this.socket;
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  /** Lets the newest socket through. */
  accept(tab = 'secret'): void {
    const { socket, stream } = this;
    socket.onopen?.();
    const [, , arrived] = socket.sent[0] as [string, string | null, number];
    socket.deliver(
      encodeMessage(['welcome', tab, stream.arrived, { version: '1.0', capabilities: ['followLinks'] }]),
    );
    stream.attach({ send: (bytes) => socket.deliver(bytes) }, arrived);
    this.read();
  }

  /** Takes what the page has sent since. */
  read(): void {
    for (const bytes of this.socket.raw.splice(0)) {
      if ((decodeMessage(bytes) as unknown[])[0] === 'hello') continue;
      const taken = this.stream.take(bytes);
      if (taken) this.received.push(taken.message as PageMessage);
    }
  }

  lose(code = 1006): void {
    this.stream.detach();
    this.socket.onclose?.({ code });
  }
}
