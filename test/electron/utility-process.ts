/** `utilityProcess`. It really forks, with plain Node and a `process.parentPort`. */
import { type ChildProcess, fork as forkNode } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { app } from './app.js';
import { decode, encode } from './codec.js';
import { transferPorts } from './message-ports.js';
import { recorded } from './recorded.js';
import type { UtilityMessage } from './utility.js';

const preparation = new URL('./utility.js', import.meta.url).href;

class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  private isEnded = false;

  constructor(entry: string, words: readonly string[], name: string) {
    super();
    this.child = forkNode(entry, [...words], {
      execArgv: ['--import', preparation],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    recorded.utilities.push({ pid: this.child.pid ?? 0, name });
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (bytes) => this.emit('message', decode(bytes as Uint8Array)));
    this.child.on('exit', (code, signal) => {
      this.isEnded = true;
      // why: V8 aborts a process that it cannot go on with, as one without memory.
      if (signal === 'SIGABRT') this.emit('error', 'FatalError', 'v8::Allocate', '{}');
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15));
    });
  }

  get pid(): number | undefined {
    return this.isEnded ? undefined : this.child.pid;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    const posted: UtilityMessage = { bytes: encode(message), ports: transferPorts(transfer) };
    if (!this.isEnded && this.child.connected) this.child.send(posted);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

export type { UtilityProcess };

export const utilityProcess = {
  fork(entry: string, words: string[] = [], options: { serviceName?: string } = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    return new UtilityProcess(entry, words, options.serviceName ?? fileURLToPath(import.meta.url));
  },
};
