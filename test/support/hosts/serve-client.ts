/** A page as `hectare serve` sees it, without a browser: signs in, and speaks over its socket. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { EngineMessage } from '../../../src/contract/engine-protocol.js';
import type { HostMessage, HostRequests, Welcome } from '../../../src/contract/host-protocol.js';
import { ResumableStream } from '../../../src/contract/resumable-stream.js';
import { decodeMessage, encodeMessage } from '../../../src/contract/wire.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Credentials of a page that has signed in. */
export interface SignedIn {
  readonly origin: string;
  readonly cookie: string;
  readonly key: string;
}

/** Sends a request unchanged: `fetch` would normalise the path and forbid some headers. */
export async function ask(address: string, { method = 'GET', path = '/', headers = {}, body }: Asked = {}) {
  const { hostname, port } = new URL(address);
  const request = httpRequest({ hostname: hostname.replace(/[[\]]/g, ''), port, method, path, headers });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) text += part as string;
  return { status: response.statusCode!, headers: response.headers, body: text } satisfies Answer;
}

/** @param address as it was printed. */
export async function signIn(address: string): Promise<SignedIn> {
  const { origin, hash } = new URL(address);
  const body = hash.slice('#t='.length);
  const answer = await ask(address, { method: 'POST', path: '/session', headers: { origin }, body });
  if (answer.status !== 200) throw new Error(`the sign-in was refused: ${answer.status}`);
  return { origin, cookie: answer.headers['set-cookie']![0]!.split(';')[0]!, key: answer.body };
}

/** Opens the socket of a page that does everything right, except for the given options. */
export function openSocket(
  { origin, cookie, key }: SignedIn,
  headers: Record<string, string> = {},
  protocols = ['hectare', key],
): WebSocket {
  const address = `${origin.replace(/^http/, 'ws')}/socket`;
  const { origin: claimed = origin, ...others } = headers;
  const socket = new WebSocket(address, protocols, {
    headers: { cookie, ...others },
    ...(claimed !== '' && { origin: claimed }),
  });
  // A refusal is looked at where it is expected.
  socket.on('error', () => undefined);
  return socket;
}

/** Returns the status with which the host refuses a socket. */
export async function refusalOf(socket: WebSocket): Promise<number> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  return response.statusCode!;
}

export async function closeOf(socket: WebSocket): Promise<{ code: number; reason: string }> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
}

/** A tab, whose socket may be cut and opened again. */
export class TestTab {
  private readonly signedIn: SignedIn;
  private readonly stream = new ResumableStream();
  private readonly waiting = new Map<string, (message: unknown[]) => void>();
  private lastNumber = 0;
  socket!: WebSocket;
  welcome: Welcome | undefined;
  /** Events of engines and of the host, in the order of arrival. */
  readonly events: HostMessage[] = [];

  constructor(signedIn: SignedIn) {
    this.signedIn = signedIn;
  }

  async connect(tab = this.welcome?.[1] ?? null): Promise<this> {
    const socket = openSocket(this.signedIn);
    this.socket = socket;
    await once(socket, 'open');
    socket.send(encodeMessage(['hello', tab, this.stream.arrived]));
    await new Promise<void>((resolve) => {
      socket.once('message', (first: Buffer) => {
        this.welcome = decodeMessage(first) as Welcome;
        // At once: the next message may be there already.
        socket.on('message', (data: Buffer) => this.take(data));
        this.stream.attach({ send: (bytes) => socket.send(bytes) }, this.welcome[2]);
        resolve();
      });
    });
    return this;
  }

  /** Cuts the connection, as a network does. */
  async cut(): Promise<void> {
    this.stream.detach();
    this.socket.terminate();
    await once(this.socket, 'close');
  }

  /** Leaves, as a closed page does. */
  leave(): void {
    this.socket.close(4000);
  }

  /** @returns the answer, or `['refusal', number, refusal]`. */
  async request(name: string, payload: unknown): Promise<unknown> {
    const number = ++this.lastNumber;
    const answered = this.answerTo(`${number}`);
    this.stream.post(['request', number, name, payload]);
    const [kind, , value] = await answered;
    return kind === 'answer' ? value : { refused: value };
  }

  open(path: string | Uint8Array, options: object = {}) {
    const request = {
      path: Buffer.from(path as string),
      crossMounts: false,
      followLinks: false,
      exclude: [],
    };
    return this.request('openRoot', { ...request, ...options }) as Promise<
      ReturnType<HostRequests['openRoot']>
    >;
  }

  async requestEngine(session: number, name: string, payload: unknown = null): Promise<unknown> {
    const number = ++this.lastNumber;
    const answered = this.answerTo(`${session}:${number}`);
    this.stream.post(['engine', session, ['request', number, name, payload]]);
    const [kind, , value] = await answered;
    return kind === 'answer' ? value : { refused: value };
  }

  /** Posts a message that no page would. */
  post(message: unknown): void {
    this.stream.post(message);
  }

  private answerTo(key: string): Promise<unknown[]> {
    return new Promise((resolve) => this.waiting.set(key, resolve));
  }

  private take(data: Buffer): void {
    const taken = this.stream.take(data);
    if (!taken) return;
    const message = taken.message as HostMessage;
    const inner = (message[0] === 'engine' ? message[2] : message) as EngineMessage;
    if (inner[0] === 'event') {
      this.events.push(message);
      return;
    }
    const key = message[0] === 'engine' ? `${message[1]}:${inner[1]}` : `${inner[1]}`;
    this.waiting.get(key)?.(inner as unknown as unknown[]);
    this.waiting.delete(key);
  }
}
