/** Measures how much of its busy time a scanner waits: for the disk, not for a processor, nor for its engine. */

import { type ThreadUsage, threadUsage } from '../../native/thread-usage.js';
import type { ScannerLoad } from '../contract/scanner-protocol.js';

/** Time between two reports. */
const reportIntervalMs = 50;

export class LoadMeter {
  private since = 0;
  /** Undefined while nothing is measured, or where the system does not tell. */
  private usage: ThreadUsage | undefined;
  private busy = 0;
  private waited = 0;

  /** Starts to measure: the scanner has work, and may send what it finds. */
  start(): void {
    if (this.usage) return;
    this.since = performance.now();
    this.usage = threadUsage();
  }

  /** Stops: the scanner has no work, or may not send more for now. */
  stop(): void {
    this.add();
    this.usage = undefined;
  }

  /** Returns the load since the last report, if that is long enough ago and the system tells. */
  take(): ScannerLoad | undefined {
    this.add();
    const { busy, waited } = this;
    if (busy < reportIntervalMs) return undefined;
    this.busy = 0;
    this.waited = 0;
    return { busy, waited };
  }

  private add(): void {
    if (!this.usage) return;
    const now = performance.now();
    const usage = threadUsage();
    // why: with no file left to open the system does not tell for now; what passes meanwhile is added next time.
    if (!usage) return;
    // More scanners help where the disk is waited for, and harm where processors are.
    const occupied = usage.processor - this.usage.processor + usage.queued - this.usage.queued;
    this.busy += now - this.since;
    this.waited += Math.max(0, now - this.since - occupied);
    this.since = now;
    this.usage = usage;
  }
}
