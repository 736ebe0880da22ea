/**
 * Messages between the command line and the browser host. The host is a thread with an entry of its own; it has
 * no voice: the command line says its events to the user.
 */

/** Worker data of the thread. */
export interface ServeOptions {
  readonly folders: readonly Uint8Array[];
  /** Address or name to listen at. */
  readonly host: string;
  /** Port; 0 for a free one. */
  readonly port: number;
  /** True opens the system's browser. */
  readonly open: boolean;
  /** For tests: another folder of page files, milliseconds for which a lost tab keeps its engines, number of ready engines. */
  readonly pageFolder?: string;
  readonly graceMilliseconds?: number;
  readonly readyEngines?: number;
  /** For tests: milliseconds after which an unused token ends. */
  readonly tokenMilliseconds?: number;
}

/** From the command line. */
export type ServeCommand = 'renewAddress' | 'end';

export type ServeEvent =
  | readonly ['ready', ServeReady]
  /** Another address of the page, which the user has asked for. */
  | readonly ['address', string]
  /** One line for the log, without anything that a stranger has sent. */
  | readonly ['note', string]
  /** The host could not start, and has ended. */
  | readonly ['failed', ServeFailure];

export interface ServeReady {
  /** Address of the page; whoever has it may sign in, once. */
  readonly address: string;
  /** True where other machines can reach it too. */
  readonly isPublic: boolean;
  /** False where a browser was asked for and none could be started. */
  readonly hasBrowser: boolean;
}

export type ServeFailure =
  | { readonly what: 'folder'; readonly path: Uint8Array; readonly errno: number }
  /** It cannot listen: `code` is the name of an errno, or of an error of name resolution. */
  | { readonly what: 'listen'; readonly code: string }
  | { readonly what: 'noPage' };
