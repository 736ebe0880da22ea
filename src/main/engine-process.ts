/**
 * One engine: its utility process and those of its scanners. Main forks them and joins them; what they say to each other and
 * to the page goes over their own ports.
 */
import { availableParallelism } from 'node:os';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess } from 'electron';
import * as v from 'valibot';
import type {
  FromEngine,
  ProcessEvents,
  ProcessRequests,
  ScanOutcome,
  ToEngine,
} from '../contract/process-protocol.js';
import { RequestClient } from '../contract/requests.js';
import { engineMessage } from './engine-message.js';
import { forkUtility, killUtility } from './fork-utility.js';
import { log } from './log.js';

export interface EngineListener {
  onFinished(summary: ScanOutcome): void;
  onSaving(share: number, bytes: number): void;
  /** Called when it ended unasked. */
  onEnd(reason: string): void;
}

const maxScanners = 8;
/** Time that an engine may take to answer that it ends. */
const endTimeoutMs = 2000;
/** Time that an engine may take to write what it keeps, once it has answered that it ends. */
const keepTimeoutMs = 60_000;
/** Time that a killed process may take to be gone: one that waits for a disk cannot be killed. */
const killTimeoutMs = 3000;

/** Engines whose process runs, wanted or not. */
const running = new Set<EngineProcess>();

export const hasEngines = (): boolean => running.size > 0;

/** Closes every engine, and resolves when they have ended, or cannot be made to. */
export async function endEngines(): Promise<void> {
  await Promise.all(
    [...running].map((engine) => {
      engine.close();
      return engine.gone;
    }),
  );
}

export class EngineProcess {
  private readonly folder: string;
  private readonly child: UtilityProcess;
  private readonly listener: EngineListener;
  private readonly scanners = new Map<number, UtilityProcess>();
  /** Scanners that are forked and not asked for yet. */
  private readonly ready = new Set<UtilityProcess>();
  private readonly requests = new RequestClient<ProcessRequests, ProcessEvents>((message) =>
    this.post(message),
  );
  private isEnded = false;
  private isClosed = false;
  private endTimer: NodeJS.Timeout | undefined;
  private tellGone: () => void = () => undefined;
  /** Resolves when the process has ended, or has not in spite of being killed. */
  readonly gone = new Promise<void>((resolve) => {
    this.tellGone = resolve;
  });

  /** @param folder where the built entries lie. */
  constructor(folder: string, listener: EngineListener) {
    this.folder = folder;
    this.listener = listener;
    this.child = forkUtility(folder, 'engine.js', 'Hectare engine');
    this.child.on('message', (message: unknown) => this.receive(message));
    this.child.on('exit', (code) => this.end(code));
    this.requests.on('saving', ({ share, bytes }) => listener.onSaving(share, bytes));
    this.requests.on('ending', () => {
      if (this.isClosed) this.killAfter(keepTimeoutMs);
    });
    this.requests.on('finished', (summary) => {
      if (!this.isClosed) listener.onFinished(summary);
    });
    running.add(this);
    // why: a scan begins with that many, and starting them beside the engine costs it no time.
    for (let count = Math.min(availableParallelism(), maxScanners); count > 0; count--) this.prepareScanner();
  }

  /** Asks the engine, whose answer is not checked yet. Rejects with `RequestRefused`. */
  ask<Name extends keyof ProcessRequests>(
    name: Name,
    ...payload: Parameters<ProcessRequests[Name]>
  ): Promise<unknown> {
    return this.requests.request(name, ...payload);
  }

  cancelSave(): void {
    this.requests.send('cancelSave');
  }

  /** Gives the engine its end of a channel to the page. */
  joinPage(port: MessagePortMain): void {
    this.post(['page'], [port]);
  }

  /** Lets the engine end by itself, and kills it when it does not in time. Its listener is told no more. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.post(['end']);
    this.killAfter(endTimeoutMs);
  }

  kill(): void {
    this.isClosed = true;
    if (!this.isEnded) killUtility(this.child);
    this.killScanners();
    setTimeout(() => this.forget(), killTimeoutMs).unref();
  }

  private forget(): void {
    running.delete(this);
    this.tellGone();
  }

  private killAfter(milliseconds: number): void {
    clearTimeout(this.endTimer);
    this.endTimer = setTimeout(() => this.kill(), milliseconds).unref();
  }

  private post(message: ToEngine, ports: MessagePortMain[] = []): void {
    if (!this.isEnded) this.child.postMessage(message, ports);
  }

  private receive(data: unknown): void {
    const checked = v.safeParse(engineMessage, data);
    if (checked.success) this.take(checked.output);
    else log('a message of an engine was refused: it has no known shape');
  }

  private take(message: FromEngine): void {
    if (message[0] === 'spawnScanner') this.joinScanner(message[1]);
    else if (!this.requests.receive(message)) log('an answer of an engine was refused: nobody has asked');
  }

  private prepareScanner(): UtilityProcess {
    const child = forkUtility(this.folder, 'scanner.js', 'Hectare scanner');
    this.ready.add(child);
    child.on('exit', () => this.ready.delete(child));
    return child;
  }

  private joinScanner(scanner: number): void {
    if (this.isClosed || this.scanners.size >= maxScanners || this.scanners.has(scanner)) {
      log('an engine was refused a scanner');
      this.post(['scannerEnded', scanner, 'it was refused']);
      return;
    }
    const [child = this.prepareScanner()] = this.ready;
    this.ready.delete(child);
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage(null, [port1]);
    this.scanners.set(scanner, child);
    this.post(['scanner', scanner], [port2]);
    child.on('exit', (code) => {
      this.scanners.delete(scanner);
      this.post(['scannerEnded', scanner, `its process ended with code ${code}`]);
    });
  }

  private end(code: number): void {
    this.isEnded = true;
    clearTimeout(this.endTimer);
    this.forget();
    this.killScanners();
    this.requests.end('the engine has ended');
    if (!this.isClosed) this.listener.onEnd(`its process ended with code ${code}`);
  }

  private killScanners(): void {
    for (const scanner of [...this.ready, ...this.scanners.values()]) killUtility(scanner);
  }
}
