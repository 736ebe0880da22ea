/**
 * SIGINT (Ctrl-C), SIGTERM, and SIGHUP (a terminal that is closed). The first one brings a command to an orderly end, which
 * must come soon; a second one ends it at once. Either way the process dies by the signal: only then does the loop of a
 * shell stop (https://www.cons.org/cracauer/sigint.html).
 */
import { flushStandardStreams } from './standard-streams.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Time for the orderly end: a scanner or a pipe that hangs does not hold the process for longer. */
const maxEndMs = 1500;

let received: NodeJS.Signals | undefined;

export interface Interrupt {
  readonly isRequested: boolean;
  /** Sets the listener, which is called at once if the end was requested before. */
  listen(listener: (() => void) | undefined): void;
  /** Gives signals their default effect again. */
  release(): void;
}

export function watchInterrupt(): Interrupt {
  let isRequested = false;
  let listener: (() => void) | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    isRequested = true;
    received = signal;
    release();
    setTimeout(die, maxEndMs, signal).unref();
    listener?.();
  };
  const release = () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return {
    get isRequested() {
      return isRequested;
    },
    listen: (next) => {
      listener = next;
      if (isRequested) listener?.();
    },
    release,
  };
}

/** Ends the process by the signal that has interrupted it, if there was one, after all output is written. */
export async function dieIfInterrupted(): Promise<void> {
  if (received === undefined) return;
  await flushStandardStreams();
  die(received);
}

/** why: not process.exit, which waits for threads: one of them may hang in a system call. */
function die(signal: NodeJS.Signals): void {
  process.kill(process.pid, signal);
}
