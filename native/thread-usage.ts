/** Use of a thread's time: it computes, waits for a processor, or waits for something else. */
import { readFileSync } from 'node:fs';

export interface ThreadUsage {
  /** Milliseconds of processor time. */
  readonly processor: number;
  /** Milliseconds in which it could have computed, but others had the processors. */
  readonly queued: number;
}

/**
 * Returns the calling thread's usage so far, from /proc/thread-self/schedstat (Documentation/scheduler/sched-stats.rst of
 * Linux): nanoseconds on a processor, nanoseconds in the queue for one, and the number of turns. Undefined where the
 * system does not tell.
 */
export function threadUsage(): ThreadUsage | undefined {
  try {
    const [processor, queued] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ');
    return { processor: Number(processor) / 1e6, queued: Number(queued) / 1e6 };
  } catch {
    // why: another system, or a Linux without CONFIG_SCHED_INFO.
    return undefined;
  }
}
