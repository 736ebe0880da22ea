/**
 * Messages over connections that may break. Each side numbers what it sends and keeps it until the other has said that
 * it arrived; on a new connection both send again what is missing. So for users of the two ends nothing is lost,
 * doubled or out of order, however often the connection breaks.
 *
 * Messages on their way are at most `window` bytes and one message: a slow reader
 * holds the sender back, and neither the socket's buffer nor the reader's grows. The rest waits, up to `maxHeldBytes`.
 */
import { decodeMessage, encodeMessage, WireError } from './wire.js';

/** Connection that carries bytes in order, until it breaks. */
export interface Connection {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Returns whether the other side reads so slowly that messages should wait. */
  isCongested?(): boolean;
}

/** Frames between the two ends, after their greetings. */
type StreamFrame =
  /** Number of the message, counted from 1; count of the other's that have arrived; and the message. */
  | readonly ['message', number, number, unknown]
  | readonly ['arrived', number]
  /** Asks for `arrived`: is the connection alive? */
  | readonly ['probe'];

export interface StreamLimits {
  readonly window: number;
  readonly maxHeldBytes: number;
}

const defaultLimits: StreamLimits = { window: 4 * 2 ** 20, maxHeldBytes: 64 * 2 ** 20 };
/** Messages or bytes after which their arrival is acknowledged; well below any window. */
const tellAfterMessages = 8;
const tellAfterBytes = 256 * 2 ** 10;

/** Error: more has been posted than may wait for the other side. */
export class StreamOverflow extends Error {}

export class ResumableStream {
  private readonly limits: StreamLimits;
  private connection: Connection | undefined;
  /** Messages posted and not known to have arrived, oldest first; the first `inFlight` of them were sent. */
  private readonly held: Uint8Array<ArrayBuffer>[] = [];
  private heldBytes = 0;
  private inFlight = 0;
  private inFlightBytes = 0;
  private posted = 0;
  private arrivals = 0;
  private untoldMessages = 0;
  private untoldBytes = 0;

  constructor(limits: Partial<StreamLimits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
  }

  /** Count of messages of the other side that have arrived here: a new connection begins with it. */
  get arrived(): number {
    return this.arrivals;
  }

  /** @throws WireError for what cannot be sent; StreamOverflow when too much is waiting. */
  post(message: unknown): void {
    const bytes = encodeMessage(['message', this.posted + 1, this.arrivals, message] satisfies StreamFrame);
    if (this.heldBytes + bytes.length > this.limits.maxHeldBytes) throw new StreamOverflow();
    this.posted++;
    this.heldBytes += bytes.length;
    this.held.push(bytes);
    this.pump();
  }

  /** Goes on over a new connection. @param arrived count of messages that have arrived at the other side, as it says. */
  attach(connection: Connection, arrived: number): void {
    this.connection = undefined;
    this.inFlight = 0;
    this.inFlightBytes = 0;
    this.release(arrived);
    this.connection = connection;
    this.pump();
  }

  detach(): void {
    this.connection = undefined;
  }

  probe(): void {
    this.connection?.send(encodeMessage(['probe'] satisfies StreamFrame));
  }

  /**
   * Takes a frame of the connection. Returns its message, unless there is none or it came before.
   * @throws WireError for anything that the other side would not have sent.
   */
  take(bytes: Uint8Array): { readonly message: unknown } | undefined {
    const frame = decodeMessage(bytes);
    if (!Array.isArray(frame)) throw new WireError('this is not a frame');
    const [kind, number, arrived, message] = frame as unknown[];
    if (kind === 'probe') this.tellArrived();
    else if (kind === 'arrived') {
      this.release(number);
      this.tellIfDue();
    } else if (kind === 'message') {
      this.release(arrived);
      if (this.isNext(number, bytes.length)) return { message };
    } else throw new WireError('the frame is of no known kind');
    return undefined;
  }

  private isNext(number: unknown, byteLength: number): boolean {
    if (!Number.isSafeInteger(number) || (number as number) > this.arrivals + 1) {
      throw new WireError('a message is missing');
    }
    if ((number as number) <= this.arrivals) return false;
    this.arrivals++;
    this.untoldMessages++;
    this.untoldBytes += byteLength;
    this.tellIfDue();
    return true;
  }

  private tellIfDue(): void {
    if (this.untoldMessages >= tellAfterMessages || this.untoldBytes >= tellAfterBytes) this.tellArrived();
  }

  /** Who does not read what is told, and makes us tell again and again, would fill our memory. */
  private tellArrived(): void {
    if (this.connection?.isCongested?.()) return;
    this.untoldMessages = 0;
    this.untoldBytes = 0;
    this.connection?.send(encodeMessage(['arrived', this.arrivals] satisfies StreamFrame));
  }

  /** Releases messages that have arrived at the other side, which makes room for more. */
  private release(arrived: unknown): void {
    if (!Number.isSafeInteger(arrived) || (arrived as number) > this.posted) {
      throw new WireError('the other side has what it was never sent');
    }
    const count = (arrived as number) - (this.posted - this.held.length);
    // why: what was told on an old message, sent again, may be older than what is known.
    if (count <= 0) return;
    for (const { length } of this.held.splice(0, count)) {
      this.heldBytes -= length;
      if (this.inFlight === 0) continue;
      this.inFlight--;
      this.inFlightBytes -= length;
    }
    this.pump();
  }

  private pump(): void {
    while (this.connection && this.inFlight < this.held.length && this.inFlightBytes < this.limits.window) {
      const bytes = this.held[this.inFlight++]!;
      this.inFlightBytes += bytes.length;
      this.connection.send(bytes);
    }
  }
}
