/**
 * Host as the page sees it. `connectSocketHost` makes one for a browser, `connectDesktopHost` for a
 * window of the desktop; nothing else in the renderer knows which. Members that only one of them has are optional.
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
  /** Lists folders, on hosts without a dialog of the system. */
  readonly folders?: (parent: Uint8Array) => Promise<FolderList>;
  /** Rejects with `RequestRefused` when the folder may not be seen or cannot be read. */
  openRoot(request: OpenRootRequest): Promise<OpenedRoot>;
  /** Tells the state at once and at every change. Returns a function that ends it. */
  onConnectionChange(listener: (state: ConnectionState) => void): () => void;
  readonly desktop?: Desktop;
}

export interface Desktop {
  recentRoots(): Promise<readonly RecentRoot[]>;
  /** Opens the system's dialog. Chosen folders arrive by `onGiven`. */
  chooseFolders(): Promise<void>;
  /** Sets the one listener to what the user wants opened, from now on and since the start. */
  onGiven(listener: (given: Given) => void): void;
  /** Sets the one listener to commands of the menu. */
  onCommand(listener: (command: MenuCommand) => void): void;
  usePreferences(preferences: Preferences): void;
}

/** Opened root. Its port speaks `engine-protocol`, from after `open`; closing it ends the engine. */
export interface OpenedRoot {
  readonly opened: Opened;
  readonly port: Port;
  readonly desktop?: DesktopSession;
}

/** Actions on an open root outside of the window. They reject with `RequestRefused`. */
export interface DesktopSession extends Readonly<Record<EntryAction, (node: number) => Promise<void>>> {
  /** Asks for a file and writes it. Returns its length in bytes; null when the user gave up. */
  saveCsv(
    options: { filtered: boolean; name: string },
    onProgress: (share: number, bytes: number) => void,
  ): Promise<number | null>;
  cancelSave(): void;
}

/**
 * State of the connection. `lost`: sessions go on, messages wait, and it is retried. `ended`: the host is gone for
 * good, or does not know this page any more; ports have been closed, and only a new start helps.
 */
export type ConnectionState = 'connected' | 'lost' | 'ended';
