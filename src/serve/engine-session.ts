/**
 * One open root of a tab: its engine, from the request to open it to its end. The host alone says what the engine reads;
 * the page's requests are passed on, but for the one that names a path. The host's own requests have negative numbers.
 */
import type { EngineMessage, EngineRequest, EngineRequests } from '../contract/engine-protocol.js';
import type { NodeDetails } from '../contract/lists.js';
import type { Port } from '../contract/port.js';
import { RequestRefused } from '../contract/refusal.js';
import { RequestClient } from '../contract/requests.js';
import type { FolderIdentity, Opened, OpenRootRequest } from '../contract/scans.js';
import type { PinnedFolder } from './pinned-folder.js';

/** Limit of a page's unanswered requests to an engine: a page of ours never comes near. */
const maxUnanswered = 1000;

export class EngineSession {
  private readonly port: Port;
  private readonly host = new RequestClient<EngineRequests>((message) => this.port.post(message), -1);
  /** Messages of the engine, until there is a listener. */
  private readonly early: EngineMessage[] = [];
  private onMessage: ((message: EngineMessage) => void) | undefined;
  private unanswered = 0;

  /** @param onEnd is called when the engine ends unasked. */
  constructor(port: Port, onEnd: (reason?: string) => void) {
    this.port = port;
    port.listen((message) => this.receive(message as EngineMessage));
    port.onClose((reason) => {
      this.host.end(reason ?? '');
      onEnd(reason);
    });
  }

  /**
   * Has the engine open a folder, and makes sure that it reads the pinned one.
   * @param signal gives up, however long the engine takes.
   * @throws RequestRefused
   */
  async open(pinned: PinnedFolder, request: OpenRootRequest, signal: AbortSignal): Promise<Opened> {
    const giveUp = (): void => this.host.end('nobody waits for it');
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    try {
      const opened = await this.host.request('open', {
        ...request,
        ...identityOf(pinned),
        path: pinned.path,
      });
      verifyRoot(await this.host.request('details', opened.node), pinned);
      return opened;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  listen(onMessage: (message: EngineMessage) => void): void {
    this.onMessage = onMessage;
    for (const message of this.early.splice(0)) onMessage(message);
  }

  /** Passes a page's request on. Returns a refusal instead where it must not reach the engine. */
  request(message: EngineRequest): EngineMessage | undefined {
    const [, number, name] = message;
    if (name === 'open') {
      return ['refusal', number, { code: 'notAllowed', message: 'a page cannot choose what is read' }];
    }
    if (this.unanswered >= maxUnanswered) {
      return ['refusal', number, { code: 'badRequest', message: 'too many requests are unanswered' }];
    }
    this.unanswered++;
    this.port.post(message);
    return undefined;
  }

  close(): void {
    this.port.close();
  }

  private receive(message: EngineMessage): void {
    if (message[0] !== 'event') {
      if (this.host.receive(message)) return;
      this.unanswered--;
    }
    if (this.onMessage) this.onMessage(message);
    else this.early.push(message);
  }
}

/** why: on Windows the system's own numbers of folders may be others than the reader's. */
function identityOf({ device, inode }: PinnedFolder): { readonly identity?: FolderIdentity } {
  return process.platform === 'win32' ? {} : { identity: { device, inode } };
}

/** Compares the engine's root with the pinned one. why: the path may lead elsewhere by now; the pinned folder is the same. */
function verifyRoot({ device, inode }: NodeDetails, pinned: PinnedFolder): void {
  if (process.platform === 'win32' || (device === pinned.device && inode === pinned.inode)) return;
  throw new RequestRefused('notAllowed', 'the folder was exchanged while it was opened');
}
