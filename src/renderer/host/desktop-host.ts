/** Host of a page in a window of the desktop: main, over what the preload script has put into the page. */
import {
  type DesktopBridge,
  entryActions,
  type Given,
  type MenuCommand,
  mapNames,
  type Preferences,
  type RecentRoot,
  type Reply,
} from '../../contract/desktop-protocol.js';
import type { Capability, OfferedRoot } from '../../contract/host-protocol.js';
import { RequestRefused } from '../../contract/refusal.js';
import type { OpenRootRequest } from '../../contract/scans.js';
import { EnginePorts } from './engine-ports.js';
import type { ConnectionState, Desktop, DesktopSession, Host, OpenedRoot } from './host.js';
import { SessionPort } from './session-port.js';

/** Greets main. @param window takes the ports that the preload script sends. */
export async function connectDesktopHost(bridge: DesktopBridge, window: Window): Promise<Host> {
  const host = new DesktopHost(bridge, new EnginePorts(window));
  // why: what the user wants opened is told as soon as the page says that it is there, so it listens first.
  const { version, capabilities } = unwrap(await bridge.greet());
  host.version = version;
  host.capabilities = new Set(capabilities);
  return host;
}

/** Returns the answer. @throws RequestRefused */
function unwrap<Answer>(reply: Reply<Answer>): Answer {
  if ('refusal' in reply) {
    const { code, message, errno } = reply.refusal;
    throw new RequestRefused(code, message, errno);
  }
  return reply.answer;
}

type OnSaving = (share: number, bytes: number) => void;

class DesktopHost implements Host {
  version = '';
  capabilities: ReadonlySet<Capability> = new Set();
  readonly desktop: Desktop;
  private readonly bridge: DesktopBridge;
  private readonly ports: EnginePorts;
  private readonly sessions = new Map<number, SessionPort>();
  private readonly saving = new Map<number, OnSaving>();

  constructor(bridge: DesktopBridge, ports: EnginePorts) {
    this.bridge = bridge;
    this.ports = ports;
    this.desktop = desktopOf(bridge);
    bridge.onSessionEnded(({ session, message }) => {
      this.sessions.get(session)?.end(message);
      this.sessions.delete(session);
    });
    bridge.onSaving(({ session, share, bytes }) => this.saving.get(session)?.(share, bytes));
  }

  async roots(): Promise<readonly OfferedRoot[]> {
    return unwrap(await this.bridge.roots());
  }

  async openRoot(request: OpenRootRequest): Promise<OpenedRoot> {
    const { session, opened } = unwrap(await this.bridge.openRoot(request));
    const end = await this.ports.take(session);
    const port = new SessionPort(
      (message) => end.postMessage(message),
      () => this.leave(session, end),
    );
    this.sessions.set(session, port);
    end.onmessage = ({ data }: MessageEvent<unknown>) => port.receive(data);
    return { opened, port, desktop: this.actionsOf(session) };
  }

  /** Tells at once that it is connected: main lives as long as its window. */
  onConnectionChange(listener: (state: ConnectionState) => void): () => void {
    listener('connected');
    return () => undefined;
  }

  private leave(session: number, end: MessagePort): void {
    this.sessions.delete(session);
    end.close();
    void this.bridge.closeSession(session);
  }

  private actionsOf(session: number): DesktopSession {
    const bridge = this.bridge;
    return {
      ...mapNames(
        entryActions,
        (action) => async (node: number) => void unwrap(await bridge[action]({ session, node })),
      ),
      saveCsv: async (options, onProgress) => {
        this.saving.set(session, onProgress);
        try {
          return unwrap(await bridge.saveCsv({ session, ...options }));
        } finally {
          this.saving.delete(session);
        }
      },
      cancelSave: () => void bridge.cancelSave(session),
    };
  }
}

/** Returns the desktop. What is given before somebody listens waits. */
function desktopOf(bridge: DesktopBridge): Desktop {
  const early: Given[] = [];
  let hearGiven = (given: Given): void => void early.push(given);
  bridge.onGiven((given) => hearGiven(given));
  return {
    recentRoots: async (): Promise<readonly RecentRoot[]> => unwrap(await bridge.recentRoots()),
    chooseFolders: async () => void unwrap(await bridge.chooseFolders()),
    usePreferences: (preferences: Preferences) => void bridge.usePreferences(preferences),
    onGiven: (listener) => {
      hearGiven = listener;
      for (const given of early.splice(0)) listener(given);
    },
    onCommand: (listener: (command: MenuCommand) => void) => bridge.onCommand(listener),
  };
}
