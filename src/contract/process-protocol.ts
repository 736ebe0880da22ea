/**
 * What the desktop's main process says to the engines and scanners that it forks, and they to it. Ports travel beside a
 * message. What a scan finds goes over ports between engine, scanners and page, and never here.
 */
import type { EngineRequests } from './engine-protocol.js';
import type { Refusal } from './refusal.js';

/** From main to an engine. */
export type ToEngine =
  /** Answered by its number. The first one opens the root: only main says what is read. */
  | readonly ['request', number, keyof EngineRequests, unknown]
  /** With the port of the page, which is served from now on. */
  | readonly ['page']
  /** With the port of the scanner of that number. */
  | readonly ['scanner', number]
  | readonly ['scannerEnded', number, string]
  /** Writes the listing to a file that the user has chosen; answered by its number with the file's length. */
  | readonly ['saveCsv', number, CsvTarget]
  | readonly ['cancelSave', number]
  /** Nobody needs the engine any more. */
  | readonly ['end'];

export interface CsvTarget {
  readonly file: string;
  readonly filtered: boolean;
}

/** From an engine to main. */
export type FromEngine =
  | readonly ['answer', number, unknown]
  | readonly ['refusal', number, Refusal]
  /** Fork a scanner, and join it with this engine. The number is new. */
  | readonly ['spawnScanner', number]
  /** How far a file is: the share of the whole, and bytes. */
  | readonly ['saving', number, number, number]
  /** At the end of the scan; what the desktop tells of it. */
  | readonly ['finished', ScanSummary];

export interface ScanSummary {
  readonly entries: number;
  readonly allocatedBytes: string;
  readonly elapsedMilliseconds: number;
  readonly complete: boolean;
}
