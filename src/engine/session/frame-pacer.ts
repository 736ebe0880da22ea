/**
 * Pacing of frames. The latest state wins: one that was never drawn is not missed.
 *
 * What grows is drawn at most ten times a second, less often where a frame takes long, and only when the frame before
 * was acknowledged. What the user asks for is drawn at once, acknowledged or not; but while two frames are on their
 * way, not faster than the others. When nothing has changed no timer runs.
 */

/** Milliseconds from one frame to the next. With the page's own time, the greatest leaves four a second. */
const minIntervalMs = 100;
const maxIntervalMs = 220;
/** Inverse of a frame's greatest share of the engine's time, and of the page's, unless that is too slow. */
const costFactor = 12;
const pageFactor = 6;

export class FramePacer {
  private readonly draw: () => number | undefined;
  private isChanged = false;
  private isUrgent = false;
  private sent = 0;
  private acknowledged = 0;
  private lastStart = -Infinity;
  private lastCost = 0;
  /** Milliseconds from the sending of a frame to its acknowledgement. */
  private lastPageCost = 0;
  private immediate: NodeJS.Immediate | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  /** @param draw draws and sends a frame, and returns its number; undefined where there is nothing to be drawn. */
  constructor(draw: () => number | undefined) {
    this.draw = draw;
  }

  /** Plans a frame: the tree has changed. */
  change(): void {
    this.isChanged = true;
    this.plan();
  }

  /** Plans a frame at once: the user has asked for something else. */
  show(): void {
    this.isUrgent = true;
    this.change();
  }

  /** Notes that the page has drawn all frames up to this number. */
  acknowledge(number: number): void {
    const isLast = this.acknowledged < this.sent && number >= this.sent;
    if (isLast) this.lastPageCost = performance.now() - this.lastStart - this.lastCost;
    this.acknowledged = Math.max(this.acknowledged, Math.min(number, this.sent));
    this.plan();
  }

  close(): void {
    this.isClosed = true;
    this.stopWaiting();
  }

  private plan(): void {
    if (!this.isChanged || this.isClosed || this.immediate) return;
    const wait = this.wait();
    this.stopWaiting();
    if (wait === undefined) return;
    if (wait > 0) this.timer = setTimeout(() => this.run(), wait);
    // why: what else has arrived by now, such as another view, is drawn with it.
    else this.immediate = setImmediate(() => this.run());
  }

  /** Returns milliseconds until the next frame; undefined where it waits for the page. */
  private wait(): number | undefined {
    const underway = this.sent - this.acknowledged;
    if (this.isUrgent && underway < 2) return 0;
    if (!this.isUrgent && underway > 0) return undefined;
    const { lastCost } = this;
    const fair = Math.max(minIntervalMs, lastCost * costFactor, this.lastPageCost * pageFactor);
    // Never more than half of the engine's time.
    const interval = Math.max(Math.min(fair, maxIntervalMs), lastCost * 2);
    return this.lastStart + interval - performance.now();
  }

  private run(): void {
    this.stopWaiting();
    const start = performance.now();
    this.isChanged = false;
    this.isUrgent = false;
    const number = this.draw();
    if (number === undefined) return;
    this.sent = number;
    this.lastStart = start;
    this.lastCost = performance.now() - start;
  }

  private stopWaiting(): void {
    clearImmediate(this.immediate);
    clearTimeout(this.timer);
    this.immediate = undefined;
    this.timer = undefined;
  }
}
