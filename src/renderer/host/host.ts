/**
 * The host as the page sees it, whichever it is. `connectSocketHost` makes one for a browser, `connectDesktopHost` for a
 * window of the desktop; nothing else in the renderer knows which. What only one of them can do is missing in the other.
 */
import type {
  EntryAction,
  Given,
  MenuCommand,
  Preferences,
  RecentRoot,
} from '../../contract/desktop-protocol.js';
import type { Capability, FolderList, OfferedRoot } from '../../contract/host-protocol.js';
import type { Port } from '../../contract/port.js';
import type { Opened, OpenRootRequest } from '../../contract/scans.js';

export interface Host {
  readonly version: string;
  readonly capabilities: ReadonlySet<Capability>;
  roots(): Promise<readonly OfferedRoot[]>;
  /** For hosts without a dialog of the system's. */
  readonly folders?: (parent: Uint8Array) => Promise<FolderList>;
  /** Rejects with `RequestRefused` when the folder may not be seen or cannot be read. */
  openRoot(request: OpenRootRequest): Promise<Session>;
  /** Tells the state at once and at every change. Returns what ends it. */
  onConnectionChange(listener: (state: ConnectionState) => void): () => void;
  readonly desktop?: Desktop;
}

export interface Desktop {
  recentRoots(): Promise<readonly RecentRoot[]>;
  /** Has the user choose. What was chosen comes as given. */
  chooseFolders(): Promise<void>;
  /** One listener: what the user wants opened, from now on and since the start. */
  onGiven(listener: (given: Given) => void): void;
  /** One listener: what was chosen in the menu. */
  onCommand(listener: (command: MenuCommand) => void): void;
  usePreferences(preferences: Preferences): void;
}

/** An opened root. Its port speaks `engine-protocol`, from after `open`; closing it ends the engine. */
export interface Session {
  readonly opened: Opened;
  readonly port: Port;
  readonly desktop?: DesktopSession;
}

/** What can be done with an open root outside of the window. Rejects with `RequestRefused`. */
export interface DesktopSession extends Readonly<Record<EntryAction, (node: number) => Promise<void>>> {
  /** Asks where, and writes there. Gives the file's length in bytes; null when the user did not want. */
  saveCsv(
    options: { filtered: boolean; name: string },
    onProgress: (share: number, bytes: number) => void,
  ): Promise<number | null>;
  cancelSave(): void;
}

/**
 * `lost`: sessions go on and messages wait; it is being tried again. `ended`: the host is gone for good, or does not
 * know this page any more; ports have been closed, and only a new start helps.
 */
export type ConnectionState = 'connected' | 'lost' | 'ended';
