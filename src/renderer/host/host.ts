/**
 * The host as the page sees it, whichever it is. `connectSocketHost` (a browser) makes one, the desktop's preload
 * script another; nothing else in the renderer knows which.
 */
import type { Opened } from '../../contract/engine-protocol.js';
import type { Capability, FolderList, OfferedRoot, OpenRoot } from '../../contract/host-protocol.js';
import type { Port } from '../../contract/port.js';

export interface Host {
  readonly version: string;
  readonly capabilities: ReadonlySet<Capability>;
  roots(): Promise<readonly OfferedRoot[]>;
  folders(parent: Uint8Array): Promise<FolderList>;
  /** Rejects with a `Refusal` when the folder may not be seen or cannot be read. */
  openRoot(request: OpenRoot): Promise<Session>;
  /** Tells the state at once and at every change. Returns what ends it. */
  onConnectionChange(listener: (state: ConnectionState) => void): () => void;
}

/** An opened root. Its port speaks `engine-protocol`, from after `open`; closing it ends the engine. */
export interface Session {
  readonly opened: Opened;
  readonly port: Port;
}

/**
 * `lost`: sessions go on and messages wait; it is being tried again. `ended`: the host is gone for good, or does not
 * know this page any more; ports have been closed, and only a new start helps.
 */
export type ConnectionState = 'connected' | 'lost' | 'ended';
