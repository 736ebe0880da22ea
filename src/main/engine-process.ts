/**
 * One engine: its utility process and those of its scanners. Main forks them and joins them; what they say to each other and
 * to the page goes over their own ports.
 */
import { availableParallelism } from 'node:os';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess } from 'electron';
import * as v from 'valibot';
import type { EngineRequests } from '../contract/engine-protocol.js';
import type { CsvTarget, FromEngine, ScanSummary, ToEngine } from '../contract/process-protocol.js';
import type { Refusal } from '../contract/refusal.js';
import { engineMessage } from './engine-message.js';
import { forkUtility } from './fork-utility.js';
import { log } from './log.js';
import { Refused } from './refused.js';

export interface EngineListener {
  onFinished(summary: ScanSummary): void;
  onSaving(share: number, bytes: number): void;
  /** Called when it ended unasked. */
  onEnd(reason: string): void;
}

const maxScanners = 8;
/** Time that an engine may take to end by itself. */
const endTimeoutMs = 2000;

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Refused): void;
}

/** Engines whose process runs, wanted or not. */
const running = new Set<EngineProcess>();

/** Kills every engine that still runs: the app ends. */
export function killEngines(): void {
  for (const engine of running) engine.kill();
}

export class EngineProcess {
  private readonly folder: string;
  private readonly child: UtilityProcess;
  private readonly listener: EngineListener;
  private readonly scanners = new Map<number, UtilityProcess>();
  /** Scanners that are forked and not asked for yet. */
  private readonly ready = new Set<UtilityProcess>();
  private readonly pending = new Map<number, Pending>();
  private last = 0;
  private isEnded = false;
  private isClosed = false;

  /** @param folder where the built entries lie. */
  constructor(folder: string, listener: EngineListener) {
    this.folder = folder;
    this.listener = listener;
    this.child = forkUtility(folder, 'engine.js', 'Hectare engine');
    this.child.on('message', (message: unknown) => this.receive(message));
    this.child.on('exit', (code) => this.end(code));
    running.add(this);
    // why: a scan begins with that many, and starting them beside the engine costs it no time.
    for (let count = Math.min(availableParallelism(), maxScanners); count > 0; count--) this.prepareScanner();
  }

  /** Asks the engine. Rejects with `Refused`. */
  ask(name: keyof EngineRequests, payload: unknown): Promise<unknown> {
    return this.request((number) => ['request', number, name, payload]);
  }

  /** Has a listing saved. `done` gives the file's length, or rejects with `Refused`; `cancelSave` takes `number`. */
  saveCsv(target: CsvTarget): { readonly number: number; readonly done: Promise<unknown> } {
    const done = this.request((number) => ['saveCsv', number, target]);
    return { number: this.last, done };
  }

  cancelSave(number: number): void {
    this.post(['cancelSave', number]);
  }

  /** Gives the engine its end of a channel to the page. */
  joinPage(port: MessagePortMain): void {
    this.post(['page'], [port]);
  }

  /** Lets the engine end by itself, and kills it when it does not in time. Its listener is told no more. */
  close(): void {
    this.isClosed = true;
    this.post(['end']);
    setTimeout(() => this.kill(), endTimeoutMs).unref();
  }

  kill(): void {
    this.isClosed = true;
    if (!this.isEnded) this.child.kill();
    this.killScanners();
  }

  private request(make: (number: number) => ToEngine): Promise<unknown> {
    if (this.isEnded) return Promise.reject(new Refused(engineEnded));
    const number = ++this.last;
    return new Promise((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      this.post(make(number));
    });
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
    switch (message[0]) {
      case 'answer':
        this.settle(message[1])?.resolve(message[2]);
        return;
      case 'refusal':
        this.settle(message[1])?.reject(new Refused(message[2]));
        return;
      case 'spawnScanner':
        this.joinScanner(message[1]);
        return;
      case 'saving':
        this.listener.onSaving(message[2], message[3]);
        return;
      case 'finished':
        if (!this.isClosed) this.listener.onFinished(message[1]);
    }
  }

  private settle(number: number): Pending | undefined {
    const pending = this.pending.get(number);
    if (!this.pending.delete(number)) log('an answer of an engine was refused: nobody has asked');
    return pending;
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
    running.delete(this);
    this.killScanners();
    for (const { reject } of this.pending.values()) reject(new Refused(engineEnded));
    this.pending.clear();
    if (!this.isClosed) this.listener.onEnd(`its process ended with code ${code}`);
  }

  private killScanners(): void {
    for (const scanner of [...this.ready, ...this.scanners.values()]) scanner.kill();
  }
}

const engineEnded: Refusal = { code: 'engineEnded', message: 'the engine has ended' };
