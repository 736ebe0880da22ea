/** Tells which directories a rescan has had enumerated, and when one has to be enumerated again. */
import { lengthen } from '../../core/columns/lengthen.js';

const ReadState = { none: 0, underway: 1, done: 2 } as const;

export class ReadStates {
  /** Number of directories that there were at the start. Later ones are new. */
  private readonly knownDirectories: number;
  private readonly onRead: (directory: number) => void;
  private states: Uint8Array;
  /** Directories that have changed once more since they were read. */
  private changed: number[] = [];

  /** @param onRead has the names of a directory enumerated. */
  constructor(knownDirectories: number, onRead: (directory: number) => void) {
    this.knownDirectories = knownDirectories;
    this.onRead = onRead;
    this.states = new Uint8Array(knownDirectories);
  }

  /** Returns whether a directory is read by itself. What is new is read with all below it. */
  isKnown(directory: number): boolean {
    return directory < this.knownDirectories || (this.states[directory] ?? ReadState.none) !== ReadState.none;
  }

  /** Returns whether a directory has not been read. */
  isUnread(directory: number): boolean {
    return this.states[directory] === ReadState.none;
  }

  read(directory: number): void {
    this.states = lengthen(this.states, directory + 1);
    this.states[directory] = ReadState.underway;
    this.onRead(directory);
  }

  readOnce(directory: number): void {
    if (this.isKnown(directory) && this.isUnread(directory)) this.read(directory);
  }

  /** Reads a directory that has changed. One that is being read, or is new, has to wait for all others. */
  readAgain(directory: number): void {
    const isUnderway = this.states[directory] === ReadState.underway || !this.isKnown(directory);
    if (isUnderway) this.changed.push(directory);
    else this.read(directory);
  }

  /** Notes that all names of a directory have come. */
  end(directory: number): void {
    this.states[directory] = ReadState.done;
  }

  /** Returns the directories that have waited, each once. */
  takeChanged(): ReadonlySet<number> {
    const changed = new Set(this.changed);
    this.changed = [];
    return changed;
  }
}
