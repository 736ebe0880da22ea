/**
 * Messages between a page and its host: which folders there are, and which of them to open. A folder that is
 * opened becomes a session: an engine of its own, whose messages (`engine-protocol.ts`) travel beside the host's, each
 * with the session's number.
 *
 * A host that joins the page with its engines directly (a window) needs only the requests and the events; one with a
 * single connection (a browser) wraps all of it as `HostMessage` and `PageMessage`.
 */
import type { EngineMessage, EngineRequest } from './engine-protocol.js';
import type { EventMessage, ReplyMessage, RequestMessage } from './requests.js';
import type { Opened, OpenRootRequest } from './scans.js';

/** Abilities that only some hosts have. The page shows no stub for a missing one. */
export type Capability =
  /** Symbolic links may be followed: a host that shows only some folders cannot have that. */
  'followLinks';

/** First message of a host, about itself. */
export interface Greeting {
  readonly version: string;
  readonly capabilities: readonly Capability[];
}

/** A folder that can be opened. Its path is bytes, as in everything that names a file. */
export interface OfferedFolder {
  readonly path: Uint8Array;
  /** Last part of the path, or all of it where there is no other. */
  readonly name: Uint8Array;
}

export interface OfferedRoot extends OfferedFolder {
  /** Bytes of its file system; null where they are unknown. */
  readonly space: { readonly total: number; readonly free: number } | null;
}

/** Subfolders of a folder, by name, without symbolic links. */
export interface FolderList {
  readonly folders: readonly OfferedFolder[];
  /** True where there are more than the host lists. */
  readonly isCut: boolean;
}

export interface OpenedSession {
  readonly session: number;
  readonly opened: Opened;
}

/** Requests by name, with their payload and their answer. */
export type HostRequests = {
  roots: () => readonly OfferedRoot[];
  folders: (request: { parent: Uint8Array }) => FolderList;
  /**
   * Opens a path that the host has named, or one that the user gave where the host allows any.
   * The session is open when this is answered: the engine has its root, and no further `open` is taken. */
  openRoot: (request: OpenRootRequest) => OpenedSession;
  /** Ends a session's engine. Nothing more comes from it. */
  closeSession: (session: number) => null;
};

export type HostEvents = {
  /** An engine ended unasked. */
  sessionEnded: { readonly session: number; readonly message: string };
};

/**
 * The first frames of a socket, after which it is a `ResumableStream`: the page names its tab, or null for a new one,
 * and how many messages have arrived; the host does too, and says which tab it is now. The name of a tab is a secret.
 */
export type Hello = readonly ['hello', string | null, number];
export type Welcome = readonly ['welcome', string, number, Greeting];

/** The subprotocol of the socket; a second one carries the page's key. */
export const socketProtocol = 'hectare';

/** Reasons for closing a socket, besides those of WebSocket itself. After all but the last the tab is gone. */
export const CloseCode = {
  /** By the page: it is going, and nobody will ask for its sessions again. */
  left: 4000,
  /** By the host: what the page sent was not understood. */
  notUnderstood: 4001,
  /** By the host: the page took too little of what it was sent, or there are too many tabs. */
  tooMuch: 4002,
  /** By the host: it ends. */
  hostEnded: 4003,
  /** By the host: the same tab came over another socket. Of this one only the socket is gone. */
  takenOver: 4004,
} as const;

/** From the host to the page. */
export type HostMessage =
  | ReplyMessage
  | EventMessage<HostEvents>
  | readonly ['engine', number, EngineMessage];

/** From the page to the host. */
export type PageMessage = RequestMessage<HostRequests> | readonly ['engine', number, EngineRequest];
