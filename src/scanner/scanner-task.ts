/** Work that a scanner has begun, and does in steps. It writes into the scanner's batch. */
export interface ScannerTask {
  /** Does the next step. Returns whether there is another one. */
  step(): boolean;
  /** Sends what has been written so far. Returns whether that was possible: an answer is sent as a whole. */
  flush(): boolean;
  /** Leaves the rest undone, and closes what is open. */
  stop(): void;
}
