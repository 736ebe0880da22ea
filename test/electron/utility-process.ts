/** `utilityProcess`. It really forks, with plain Node and a `process.parentPort`. */
import { type ChildProcess, fork as forkNode } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { constants } from 'node:os';
import { PassThrough } from 'node:stream';
import { app } from './app.js';
import { decode, encode } from './codec.js';
import { electronOptions } from './electron-options.js';
import { transferPorts } from './message-ports.js';
import { recorded } from './recorded.js';
import type { UtilityMessage } from './utility.js';

type Output = 'pipe' | 'ignore' | 'inherit';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly serviceName?: string;
  readonly stdio?: Output | ('pipe' | 'ignore' | 'inherit')[];
}

const preparation = new URL('./utility.js', import.meta.url).href;
const killTimeoutMs = 2000;

class UtilityProcess extends EventEmitter {
  readonly stdout: PassThrough | null;
  readonly stderr: PassThrough | null;
  private readonly child: ChildProcess;
  private readonly name: string;
  /** why: Electron learns the process's id when it has spawned, and forgets it when it ends. */
  private isRunning = false;
  private isEnded = false;
  private isKilled = false;

  constructor(
    entry: string,
    words: readonly string[],
    { env = process.env, serviceName, stdio = 'inherit' }: ForkOptions,
  ) {
    super();
    if (entry === '') throw new Error('Missing UtilityProcess entry script.');
    const [out, err] = outputsOf(stdio);
    this.name = serviceName ?? 'Node Utility Process';
    this.child = forkNode(entry, [...words], {
      execArgv: [...electronOptions, '--import', preparation],
      env,
      serialization: 'advanced',
      stdio: ['ignore', out, err, 'ipc'],
    });
    this.stdout = this.child.stdout?.pipe(new PassThrough()) ?? null;
    this.stderr = this.child.stderr?.pipe(new PassThrough()) ?? null;
    recorded.utilities.push({ pid: this.child.pid ?? 0, name: this.name });
    this.child.on('spawn', () => {
      this.isRunning = true;
      this.emit('spawn');
    });
    this.child.on('message', (bytes) => this.emit('message', decode(bytes as Uint8Array)));
    this.child.on('exit', (code, signal) => this.end(code, signal));
  }

  get pid(): number | undefined {
    return this.isRunning ? this.child.pid : undefined;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (this.isEnded) return;
    const posted: UtilityMessage = { bytes: encode(message), ports: transferPorts(transfer) };
    if (this.child.connected) this.child.send(posted);
  }

  kill(): boolean {
    if (!this.isRunning) return false;
    this.isKilled = this.child.kill();
    setTimeout(() => this.child.kill('SIGKILL'), killTimeoutMs).unref();
    return this.isKilled;
  }

  private end(code: number | null, signal: NodeJS.Signals | null): void {
    this.isRunning = false;
    this.isEnded = true;
    // why: V8 aborts a process that it cannot go on with, as one without memory.
    if (signal === 'SIGABRT') this.emit('error', 'FatalError', 'v8::Allocate', '{}');
    const isTerminated = signal === 'SIGTERM' || signal === 'SIGKILL';
    const exitCode =
      signal === null ? (code ?? 0) : this.isKilled && isTerminated ? 0 : constants.signals[signal];
    this.emit('exit', exitCode);
    if (code === 0) return;
    const reason = signal === null ? 'abnormal-exit' : isTerminated ? 'killed' : 'crashed';
    const gone = {
      type: 'Utility',
      reason,
      exitCode,
      serviceName: 'node.mojom.NodeService',
      name: this.name,
    };
    app.emit('child-process-gone', {}, gone);
  }
}

/** Returns what becomes of standard output and standard error. @throws as Electron's fork does */
function outputsOf(stdio: NonNullable<ForkOptions['stdio']>): [Output, Output] {
  const [input, out, err] = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio;
  if (out === undefined || err === undefined)
    throw new Error('configuration missing for stdin, stdout or stderr.');
  if (input !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
  return [asOutput(out), asOutput(err)];
}

function asOutput(value: string): Output {
  if (value === 'pipe' || value === 'ignore' || value === 'inherit') return value;
  throw new Error('stdio must be of the following values: inherit, pipe, ignore');
}

export type { UtilityProcess };

export const utilityProcess = {
  fork(entry: string, words: string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new TypeError('utilityProcess cannot be created before app is ready.');
    return new UtilityProcess(entry, words, options);
  },
};
