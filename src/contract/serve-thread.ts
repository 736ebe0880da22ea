/**
 * What the command line and the browser host say to each other. The host is a thread with an entry of its own; it has
 * no voice: it tells, and the command line says it to the user. Any message to it asks it to end.
 */

/** The thread's worker data. */
export interface ServeOptions {
  readonly folders: readonly Uint8Array[];
  /** The address or name to listen at. */
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** Open the system's browser. */
  readonly open: boolean;
  /** For tests: another folder of page files, how long a lost tab keeps its engines, how many stand ready for a tab. */
  readonly pageFolder?: string;
  readonly graceMilliseconds?: number;
  readonly readyEngines?: number;
}

export type ServeEvent =
  | readonly ['ready', ServeReady]
  /** Something for the log: one line, without anything that a stranger has sent. */
  | readonly ['note', string]
  /** It could not start, and has ended. */
  | readonly ['failed', ServeFailure];

export interface ServeReady {
  /** Where the page is; whoever has it may sign in, once. */
  readonly address: string;
  /** Other machines can reach it too. */
  readonly isPublic: boolean;
  /** False where a browser was asked for and none could be started. */
  readonly hasBrowser: boolean;
}

export type ServeFailure =
  | { readonly what: 'folder'; readonly path: Uint8Array; readonly errno: number }
  /** `code` is the name of an errno, or of an error of name resolution. */
  | { readonly what: 'listen'; readonly code: string }
  | { readonly what: 'noPage' };
