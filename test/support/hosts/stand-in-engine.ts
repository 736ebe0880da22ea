/** An engine that reads nothing: it opens any root, and answers every other request with the request itself. */
import { statSync } from 'node:fs';
import type { Port } from '../../../src/contract/port.js';
import { deviceName } from '../../../src/serve/pinned-folder.js';

export interface EngineManner {
  /** Inode that it claims to have opened, instead of the root's. */
  readonly inode?: string;
  /** Whether it never answers. */
  readonly isSilent?: true;
}

export class StandInEngine implements Port {
  isClosed = false;
  details = { inode: '', device: '' };
  private readonly manner: EngineManner;
  private messageListener: (message: unknown) => void = () => undefined;
  private closeListener: (reason?: string) => void = () => undefined;

  constructor(manner: EngineManner) {
    this.manner = manner;
  }

  post(message: unknown): void {
    const [, number, name, payload] = message as [string, number, string, { path: Uint8Array }];
    if (name === 'crash') this.closeListener('out of memory');
    else if (name === 'open') this.open(number, payload.path);
    else this.say(['answer', number, name === 'details' ? this.details : [name, payload]]);
  }

  say(message: unknown): void {
    if (this.manner.isSilent) return;
    setImmediate(() => this.messageListener(message));
  }

  listen(onMessage: (message: unknown) => void): void {
    this.messageListener = onMessage;
  }

  onClose(listener: (reason?: string) => void): void {
    this.closeListener = listener;
  }

  close(): void {
    this.isClosed = true;
  }

  private open(number: number, root: Uint8Array): void {
    const { ino, dev } = statSync(Buffer.from(root), { bigint: true });
    this.details = { inode: this.manner.inode ?? String(ino), device: deviceName(dev) };
    this.say(['event', 'progress', 'early']);
    this.say(['answer', number, { root, node: 0 }]);
  }
}
