/** Measures how much of its busy time a scanner waits: for the disk, not for a processor. */

import { type ThreadUsage, threadUsage } from '../../native/thread-usage.js';
import type { ScannerLoad } from '../contract/scanner-protocol.js';

/** Milliseconds between two reports. */
const interval = 50;

export class LoadMeter {
  private since = 0;
  private usage: ThreadUsage | undefined;
  private isRunning = false;

  /** The scanner has work. */
  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.since = performance.now();
    this.usage = threadUsage();
  }

  stop(): void {
    this.isRunning = false;
  }

  /** The load since the last report, if that is long enough ago and the system tells. */
  take(): ScannerLoad | undefined {
    const now = performance.now();
    const busy = now - this.since;
    if (!this.isRunning || busy < interval || !this.usage) return undefined;
    const usage = threadUsage()!;
    // More scanners help where the disk is waited for, and harm where processors are.
    const occupied = usage.processor - this.usage.processor + usage.queued - this.usage.queued;
    this.since = now;
    this.usage = usage;
    return { busy, waited: Math.max(0, busy - occupied) };
  }
}
