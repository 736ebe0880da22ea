/** Sessions of a window: its open roots, each with an engine of its own. Main knows nothing of what is in them. */
import { MessageChannelMain, type WebContents } from 'electron';
import * as v from 'valibot';
import type { DesktopEvents, EnginePortMessage } from '../contract/desktop-protocol.js';
import type { OpenedSession } from '../contract/host-protocol.js';
import type { ScanOutcome } from '../contract/process-protocol.js';
import { RequestRefused } from '../contract/refusal.js';
import type { OpenRootRequest } from '../contract/scans.js';
import { folderIdentity } from '../core/borders/shapes.js';
import { openedAnswer } from './engine-message.js';
import { EngineProcess } from './engine-process.js';
import { isGranted, pinGranted, pinnedAt } from './grants.js';
import { log } from './log.js';

/** Limit of sessions: each is a process with a tree in memory. */
const maxSessions = 32;

export interface SessionSignals {
  onStart(session: number): void;
  onFinished(session: number, root: Uint8Array, summary: ScanOutcome): void;
  /** Called when a session is gone, asked or unasked. */
  onGone(session: number): void;
}

export class Sessions {
  private readonly contents: WebContents;
  private readonly folder: string;
  private readonly signals: SessionSignals;
  private readonly engines = new Map<number, EngineProcess>();
  private last = 0;

  /** @param folder where the built entries of engine and scanner lie. */
  constructor(contents: WebContents, folder: string, signals: SessionSignals) {
    this.contents = contents;
    this.folder = folder;
    this.signals = signals;
  }

  /**
   * Opens a root that the user gave.
   * @throws RequestRefused
   */
  async open(request: OpenRootRequest): Promise<OpenedSession> {
    if (!isGranted(request.path))
      throw new RequestRefused('notAllowed', 'the user has not given this folder');
    if (this.engines.size >= maxSessions) throw new RequestRefused('notAllowed', 'too many folders are open');
    const session = ++this.last;
    const engine = this.fork(session, request.path);
    try {
      const identity = pinnedAt(request.path);
      const opened = v.parse(openedAnswer, await engine.ask('open', { ...request, identity }));
      pinGranted(request.path, v.parse(folderIdentity, await engine.ask('details', opened.node)));
      this.join(session, engine);
      return { session, opened };
    } catch (error) {
      this.close(session);
      throw error;
    }
  }

  /**
   * Returns a session's engine.
   * @throws RequestRefused where there is no such session, or no longer
   */
  find(session: number): EngineProcess {
    const engine = this.engines.get(session);
    if (!engine) throw new RequestRefused('notOpen', 'there is no such session');
    return engine;
  }

  close(session: number): void {
    this.engines.get(session)?.close();
    this.forget(session);
  }

  closeAll(): void {
    for (const session of [...this.engines.keys()]) this.close(session);
  }

  tell<Name extends keyof DesktopEvents>(name: Name, event: DesktopEvents[Name]): void {
    if (!this.contents.isDestroyed()) this.contents.send(name, event);
  }

  private fork(session: number, root: Uint8Array): EngineProcess {
    const engine = new EngineProcess(this.folder, {
      onFinished: (summary) => this.signals.onFinished(session, root, summary),
      onSaving: (share, bytes) => this.tell('saving', { session, share, bytes }),
      onEnd: (message) => {
        log(`an engine ended unasked: ${message}`);
        this.forget(session);
        this.tell('sessionEnded', { session, message });
      },
    });
    this.engines.set(session, engine);
    this.signals.onStart(session);
    return engine;
  }

  private join(session: number, engine: EngineProcess): void {
    const { port1, port2 } = new MessageChannelMain();
    engine.joinPage(port1);
    const message: EnginePortMessage = ['enginePort', session];
    this.contents.postMessage('enginePort', message, [port2]);
  }

  private forget(session: number): void {
    if (this.engines.delete(session)) this.signals.onGone(session);
  }
}
