/**
 * `MessageChannelMain` and `MessagePortMain`. An end can be given to another process, in a transfer list, which takes
 * nothing else; from then on it is there and no longer here. Messages wait for `start()`.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndAddress, PortSocket } from './port-socket.js';

let folder: string | undefined;
let channels = 0;

export class MessagePortMain extends EventEmitter {
  private readonly address: EndAddress;
  private socket: PortSocket | undefined;
  private isGone = false;

  constructor(address: EndAddress) {
    super();
    this.address = address;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('the stand-in gives ports only to processes');
    this.open().post(message);
  }

  start(): void {
    this.open().start();
  }

  close(): void {
    this.open().close();
  }

  /** For the stand-in: the end is given away. */
  giveAway(): EndAddress {
    if (this.isGone || this.socket) throw new TypeError('Port at index 0 is already neutered');
    this.isGone = true;
    return this.address;
  }

  /** For the stand-in: without it, an end that nobody has posted to or started would not be joined. */
  join(): this {
    this.open();
    return this;
  }

  private open(): PortSocket {
    if (this.isGone) throw new TypeError('the port is in another process');
    this.socket ??= new PortSocket(this.address, {
      onMessage: (data) => this.emit('message', { data, ports: [] }),
      onClose: () => this.emit('close'),
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

/** The addresses of ports that are transferred. @throws TypeError as Electron does for anything else */
export function transferPorts(transfer: readonly unknown[] = []): EndAddress[] {
  return transfer.map((port, index) => {
    if (port instanceof MessagePortMain) return port.giveAway();
    throw new TypeError(`Port at index ${index} is not a valid port`);
  });
}
