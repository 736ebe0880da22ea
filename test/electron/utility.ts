/** Gives a forked process, before its entry is loaded, the `process.parentPort` of a utility process. */
import { EventEmitter } from 'node:events';
import { decode, encode } from './codec.js';
import { MessagePortMain } from './message-ports.js';
import type { EndAddress } from './port-socket.js';

export interface UtilityMessage {
  readonly bytes: Uint8Array;
  readonly ports: readonly EndAddress[];
}

/** `process.parentPort`. As in Electron, messages wait for the first listener. */
class ParentPort extends EventEmitter {
  private waiting: UtilityMessage[] | undefined = [];

  constructor() {
    super();
    process.on('message', (message) => this.receive(message as UtilityMessage));
    this.on('newListener', (name) => {
      if (name === 'message') setImmediate(() => this.start());
    });
  }

  postMessage(message: unknown): void {
    process.send?.(encode(message));
  }

  private start(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const message of waiting) this.deliver(message);
  }

  private receive(message: UtilityMessage): void {
    if (this.waiting) this.waiting.push(message);
    else this.deliver(message);
  }

  private deliver({ bytes, ports }: UtilityMessage): void {
    this.emit('message', { data: decode(bytes), ports: ports.map((end) => new MessagePortMain(end).join()) });
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
// why: a process that main did not end is there for as long as a test looks, and then goes nevertheless.
process.on('disconnect', () => setTimeout(() => process.exit(), 20_000));
// why: a utility process does not end by itself.
process.channel?.ref();
