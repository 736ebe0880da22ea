import type { EngineEvents, EngineMessage, EngineRequests } from '../../../src/contract/engine-protocol.js';
import type { Port } from '../../../src/contract/port.js';
import type { Refusal } from '../../../src/contract/refusal.js';
import type { Finished } from '../../../src/contract/scans.js';
import type { Frame, View } from '../../../src/contract/view.js';
import type { SpawnScanner } from '../../../src/engine/scanners/scanner-thread.js';
import { serveSession } from '../../../src/engine/session/session.js';
import { createPortPair } from '../scanners/port-pair.js';

type Name = keyof EngineRequests;
type Answer<Asked extends Name> = ReturnType<EngineRequests[Asked]>;
type EventMessage = Extract<EngineMessage, readonly ['event', ...unknown[]]>;

export const plainView: View = {
  focus: 0,
  width: 800,
  height: 600,
  measure: 'allocated',
  everyLink: false,
  filter: '',
  colours: 'type',
  hiddenKeys: [],
};

/** A page as an engine sees it: asks, keeps what comes, and acknowledges frames unless it is told not to. */
export class SessionClient {
  readonly port: Port;
  readonly events: EventMessage[] = [];
  /** Messages that are neither events nor answers to a request. */
  readonly strays: EngineMessage[] = [];
  acknowledges = true;
  reason: string | undefined;
  private readonly pending = new Map<number, (message: EngineMessage) => void>();
  private readonly waiting = new Set<() => void>();
  private lastNumber = 0;

  constructor(port: Port) {
    this.port = port;
    port.listen((message) => this.receive(message as EngineMessage));
    port.onClose((reason = 'closed') => {
      this.reason = reason;
      this.wake();
    });
  }

  get frames(): readonly Frame[] {
    return this.all('frame');
  }

  all<Event extends keyof EngineEvents>(name: Event): EngineEvents[Event][] {
    return this.events.flatMap(([, event, payload]) =>
      event === name ? [payload as EngineEvents[Event]] : [],
    );
  }

  /** @throws the refusal */
  async ask<Asked extends Name>(
    name: Asked,
    ...payload: Parameters<EngineRequests[Asked]>
  ): Promise<Answer<Asked>> {
    const message = await this.askAnything(name, payload[0] ?? null);
    if (message[0] === 'refusal') throw message[2];
    return message[2] as Answer<Asked>;
  }

  /** Returns the code with which a request is refused. */
  async refusalOf(name: unknown, payload: unknown): Promise<Refusal['code'] | undefined> {
    const message = await this.askAnything(name, payload);
    return message[0] === 'refusal' ? message[2].code : undefined;
  }

  askAnything(name: unknown, payload: unknown): Promise<EngineMessage> {
    const number = ++this.lastNumber;
    return new Promise((resolve) => {
      this.pending.set(number, resolve);
      this.port.post(['request', number, name, payload]);
    });
  }

  open(
    root: string | Uint8Array,
    options: { exclude?: readonly string[]; followLinks?: boolean; fromSnapshot?: boolean } = {},
  ) {
    const scan = { crossMounts: false, followLinks: false, exclude: [], ...options };
    return this.ask('open', { path: Buffer.from(root), ...scan });
  }

  show(view: Partial<View> = {}) {
    return this.ask('show', { ...plainView, ...view });
  }

  /** Returns the first match, now or when more has come. @throws when the port is closed */
  async until<Found>(find: () => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.reason !== undefined) throw new Error(this.reason);
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
      });
    }
  }

  finished(): Promise<Finished> {
    return this.until(() => this.all('finished').at(-1));
  }

  /** Returns the frame of the whole root when all is read. */
  lastFrame(): Promise<Frame> {
    return this.until(() => this.frames.findLast(({ isScanning }) => !isScanning));
  }

  /** Shows a view, and returns its frame. */
  async frameOf(view: Partial<View>): Promise<Frame> {
    const before = this.frames.at(-1)?.number ?? 0;
    await this.show(view);
    return this.until(() => this.frames.find(({ number }) => number > before));
  }

  /** Takes a whole export. */
  async exported(filtered: boolean): Promise<Uint8Array> {
    const { id } = await this.ask('exportCsv', { filtered });
    const chunks = () => this.all('exportChunk').filter((chunk) => chunk.id === id);
    for (let count = 1; ; count++) {
      const last = await this.until(() => chunks()[count - 1]);
      if (last.done) return Buffer.concat(chunks().map(({ bytes }) => bytes));
      await this.ask('exportNext', id);
    }
  }

  private receive(message: EngineMessage): void {
    if (message[0] === 'event') {
      this.events.push(message);
      if (message[1] === 'frame' && this.acknowledges) void this.ask('acknowledge', message[2].number);
    } else {
      const resolve = this.pending.get(message[1]);
      this.pending.delete(message[1]);
      if (resolve) resolve(message);
      else this.strays.push(message);
    }
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

/** Opens a session in this thread, and a page of it. */
export function startSession(
  spawn: SpawnScanner,
  maxScanners = 2,
  snapshotFolder: string | undefined = undefined,
): SessionClient {
  const [page, engine] = createPortPair();
  serveSession(engine, { spawn, maxScanners, ...(snapshotFolder !== undefined && { snapshotFolder }) });
  return new SessionClient(page);
}
