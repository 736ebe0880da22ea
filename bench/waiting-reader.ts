/** A reader whose every stat waits, as with a cold disk or a network. */
import type { DirectoryReader } from '../native/directory-reader.js';
import type { EntryRows } from '../native/entry-rows.js';

/** Wait of one stat, in milliseconds. */
export const WAIT_MS = 0.1;

/** Makes a reader wait before each single stat. The thread sleeps meanwhile. */
export function addWaiting<Reader extends DirectoryReader>(reader: Reader): Reader {
  const stat = reader.stat.bind(reader);
  reader.stat = (handle: number, rows: EntryRows, from: number, to: number) => {
    for (let row = from; row < to; row++) {
      waitOnce();
      stat(handle, rows, row, row + 1);
    }
  };
  return reader;
}

/** Measures what one wait really takes, in milliseconds: the system's timers add some of their own. */
export function measureWait(): number {
  const rounds = 2000;
  const start = performance.now();
  for (let round = 0; round < rounds; round++) waitOnce();
  return (performance.now() - start) / rounds;
}

const word = new Int32Array(new SharedArrayBuffer(4));

/** Memory to wait on. Nobody wakes it: a wait ends when its time is over. */
function waitOnce(): void {
  Atomics.wait(word, 0, 0, WAIT_MS);
}
