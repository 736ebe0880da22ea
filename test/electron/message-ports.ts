/**
 * `MessageChannelMain` and `MessagePortMain`. An end can be given away in a transfer list, over another port or to a process;
 * from then on it is there and no longer here. Messages wait for `start()`.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from './codec.js';
import { type EndAddress, PortSocket } from './port-socket.js';

let folder: string | undefined;
let channels = 0;

export class MessagePortMain extends EventEmitter {
  private readonly address: EndAddress;
  private socket: PortSocket | undefined;
  private isClosed = false;
  private isGone = false;

  constructor(address: EndAddress) {
    super();
    this.address = address;
  }

  /** A message by a port that is closed or was given away goes nowhere. */
  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (this.isClosed || this.isGone) return;
    // why: what cannot be cloned gives no port away.
    if (transfer.length !== 0) encode(message);
    const ports = transferPorts(transfer, this);
    this.open().post(message, ports);
  }

  start(): void {
    if (!this.isClosed && !this.isGone) this.open().start();
  }

  close(): void {
    if (this.isClosed) return;
    if (!this.isGone) this.open().close();
    this.end();
  }

  /** For the stand-in: why the end cannot be given away; undefined where it can. */
  whyKept(): string | undefined {
    if (this.isGone) return 'already neutered';
    return this.socket ? 'in use, which the stand-in cannot transfer' : undefined;
  }

  /** For the stand-in: the end is given away. */
  giveAway(): EndAddress {
    this.isGone = true;
    return this.address;
  }

  /** For the stand-in: without it, an end that nobody has posted to or started would not be joined. */
  join(): this {
    this.open();
    return this;
  }

  private end(): void {
    this.isClosed = true;
    this.emit('close');
  }

  private open(): PortSocket {
    this.socket ??= new PortSocket(this.address, {
      onMessage: (data, ports) =>
        this.emit('message', { data, ports: ports.map((address) => new MessagePortMain(address).join()) }),
      onClose: () => {
        if (!this.isClosed) this.end();
      },
    });
    return this.socket;
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    folder ??= mkdtempSync(join(tmpdir(), 'hectare-ports-'));
    const path = join(folder, String(++channels));
    this.port1 = new MessagePortMain({ path, role: 'listen' });
    this.port2 = new MessagePortMain({ path, role: 'connect' });
  }
}

/**
 * Returns the addresses of ports that are transferred.
 * @param source the port over which they are.
 * @throws as Electron does where one cannot be; none is transferred then
 */
export function transferPorts(transfer: unknown = [], source?: MessagePortMain): EndAddress[] {
  if (!Array.isArray(transfer)) throw new TypeError('transferables must be an array of MessagePorts');
  const ports = transfer.map((port: unknown, index) => {
    if (port instanceof MessagePortMain) return port;
    throw new TypeError(`Port at index ${index} is not a valid port`);
  });
  for (const [index, port] of ports.entries()) {
    const problem = port === source ? 'contains the source port' : whyRefused(ports, index);
    if (problem !== undefined) throw new Error(`Port at index ${index} ${problem}.`);
  }
  return ports.map((port) => port.giveAway());
}

function whyRefused(ports: readonly MessagePortMain[], index: number): string | undefined {
  const kept = ports[index]!.whyKept();
  if (kept !== undefined) return `is ${kept}`;
  return ports.indexOf(ports[index]!) < index ? 'is a duplicate' : undefined;
}
