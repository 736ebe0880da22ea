/**
 * One open root of a tab: its engine, from the request to open it to its end. What the engine is to read is said here and
 * nowhere else; the page's own requests are passed on, but for the one that names a path.
 */
import type { EngineMessage, EngineRequest } from '../contract/engine-protocol.js';
import type { OpenRoot } from '../contract/host-protocol.js';
import type { NodeDetails } from '../contract/lists.js';
import type { Port } from '../contract/port.js';
import type { Opened } from '../contract/scans.js';
import type { PinnedFolder } from './pinned-folder.js';
import { RefusedError } from './refused-error.js';

/** Unanswered requests of a page to an engine: a page of ours never comes near. */
const mostUnanswered = 1000;

export class EngineSession {
  readonly opened: Opened;
  readonly #port: Port;
  /** What the engine said before there was a listener. */
  readonly #early: EngineMessage[];
  #onMessage: ((message: EngineMessage) => void) | undefined;
  #unanswered = 0;

  constructor(opened: Opened, port: Port, early: EngineMessage[]) {
    this.opened = opened;
    this.#port = port;
    this.#early = early;
  }

  /** Called by whoever reads the port, for every message after opening. */
  receive(message: EngineMessage): void {
    if (message[0] !== 'event') this.#unanswered--;
    if (this.#onMessage) this.#onMessage(message);
    else this.#early.push(message);
  }

  listen(onMessage: (message: EngineMessage) => void): void {
    this.#onMessage = onMessage;
    for (const message of this.#early.splice(0)) onMessage(message);
  }

  /** Passes a page's request on. Returns the answer instead where it must not reach the engine. */
  request(message: EngineRequest): EngineMessage | undefined {
    const [, number, name] = message;
    if (name === 'open') {
      return ['refusal', number, { code: 'notAllowed', message: 'a page cannot choose what is read' }];
    }
    if (this.#unanswered >= mostUnanswered) {
      return ['refusal', number, { code: 'badRequest', message: 'too many requests are unanswered' }];
    }
    this.#unanswered++;
    this.#port.post(message);
    return undefined;
  }

  close(): void {
    this.#port.close();
  }
}

/**
 * Has an engine open a folder, and makes sure that it is the pinned one which it reads.
 * @param signal gives up, however long the engine takes.
 * @param onEnd is called when the engine ends unasked, once there is a session.
 * @throws RefusedError
 */
export async function openEngineSession(
  port: Port,
  pinned: PinnedFolder,
  options: OpenRoot,
  signal: AbortSignal,
  onEnd: (reason?: string) => void,
): Promise<EngineSession> {
  const early: EngineMessage[] = [];
  let session: EngineSession | undefined;
  const answers = new AnswerQueue();
  port.listen((message) => {
    const engineMessage = message as EngineMessage;
    if (session) session.receive(engineMessage);
    else if (engineMessage[0] === 'event') early.push(engineMessage);
    else answers.put(engineMessage);
  });
  port.onClose((reason) => {
    if (session) onEnd(reason);
    else answers.fail(reason);
  });
  const giveUp = (): void => answers.fail('nobody waits for it');
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp);
  try {
    const { path: _, ...scan } = options;
    port.post(['request', 0, 'open', { ...scan, root: pinned.path }]);
    const opened = (await answers.next()) as Opened;
    port.post(['request', 0, 'details', opened.node]);
    verifyRoot((await answers.next()) as NodeDetails, pinned);
    session = new EngineSession(opened, port, early);
    return session;
  } catch (error) {
    port.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** why: between pinning and reading the path may have come to lead elsewhere; the folder itself cannot have changed. */
function verifyRoot({ device, inode }: NodeDetails, pinned: PinnedFolder): void {
  if (process.platform === 'win32' || (device === pinned.device && inode === pinned.inode)) return;
  throw new RefusedError({ code: 'notAllowed', message: 'the folder was exchanged while it was opened' });
}

/** The answers to requests that are asked one after the other. */
class AnswerQueue {
  #resolve: ((answer: unknown) => void) | undefined;
  #reject: ((error: RefusedError) => void) | undefined;
  #failure: RefusedError | undefined;

  next(): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  put(message: Exclude<EngineMessage, readonly ['event', ...unknown[]]>): void {
    if (message[0] === 'answer') this.#resolve?.(message[2]);
    else this.#reject?.(new RefusedError(message[2]));
  }

  fail(reason = 'the engine has ended'): void {
    this.#failure = new RefusedError({ code: 'engineEnded', message: reason });
    this.#reject?.(this.#failure);
  }
}
