/**
 * Messages between the desktop's main process and the engines and scanners that it forks. Ports travel beside a
 * message. What a scan finds goes over ports between engine, scanners and page, and never here.
 */
import type { EngineRequests } from './engine-protocol.js';
import type { EventMessage, ReplyMessage, RequestMessage } from './requests.js';

/** Requests of main. The first one opens the root: only main says what is read. */
export type ProcessRequests = EngineRequests & {
  /** Writes the listing to a file that the user has chosen, and answers with the file's length. One at a time. */
  saveCsv: (target: CsvTarget) => number;
  /** Stops the save that is running. */
  cancelSave: () => null;
};

export type ProcessEvents = {
  /** Progress of a save: the share of the whole, and bytes. */
  saving: { readonly share: number; readonly bytes: number };
  /** The answer to `end`: the engine ends once what it keeps is written. */
  ending: null;
  /** The scan has ended; what the desktop tells of it. */
  finished: ScanOutcome;
};

/** From main to an engine. */
export type ToEngine =
  | RequestMessage<ProcessRequests>
  /** With the port of the page, which is served from now on. */
  | readonly ['page']
  /** With the port of the scanner of that number. */
  | readonly ['scanner', number]
  | readonly ['scannerEnded', number, string]
  /** Nobody needs the engine any more. */
  | readonly ['end'];

/** From an engine to main. */
export type FromEngine =
  | ReplyMessage
  | EventMessage<ProcessEvents>
  /** Fork a scanner, and join it with this engine. The number is new. */
  | readonly ['spawnScanner', number];

export interface CsvTarget {
  readonly file: string;
  readonly filtered: boolean;
}

export interface ScanOutcome {
  readonly entries: number;
  readonly allocatedBytes: string;
  readonly elapsedMilliseconds: number;
  readonly complete: boolean;
}
