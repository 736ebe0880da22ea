/** How much a thread computed and how often it had to wait: getrusage(2) with RUSAGE_THREAD, Linux 2.6.26. */
import { type Address, declare, NativeBuffer } from './libc.js';

type Getrusage = (who: number, result: Address) => number;

const RUSAGE_THREAD = 1;

export interface ThreadUsage {
  /** Milliseconds of processor time. */
  readonly processor: number;
  /** How often the thread gave up the processor to wait for something. */
  readonly waits: number;
}

const getrusage =
  process.platform === 'linux' ? declare<Getrusage>('int getrusage(int, intptr_t)') : undefined;
const result = new NativeBuffer(4096);

/** The calling thread's usage so far; undefined where the system does not tell. */
export function threadUsage(): ThreadUsage | undefined {
  if (getrusage?.(RUSAGE_THREAD, result.address) !== 0) return undefined;
  const { words } = result;
  // struct rusage: user and system time as seconds and microseconds, then 14 longs, the last but one
  // (ru_nvcsw, byte 128) the voluntary waits.
  const milliseconds = (at: number) => words[at]! * 1000 + words[at + 2]! / 1000;
  return { processor: milliseconds(0) + milliseconds(4), waits: words[32]! };
}
