/** Ctrl-C, being asked to end, and a terminal that is closed: the first time the command comes to an orderly end, the second time it just ends. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupt {
  readonly isRequested: boolean;
  /** Calls back at once if it was requested before. One listener at a time. */
  listen(listener: (() => void) | undefined): void;
  /** From now on signals do again what they do by default. */
  release(): void;
}

export function watchInterrupt(): Interrupt {
  let isRequested = false;
  let listener: (() => void) | undefined;
  const onSignal = () => {
    isRequested = true;
    release();
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
