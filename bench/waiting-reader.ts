/** A reader for which every stat waits, as on a disk or across a network that has nothing at hand. */
import type { DirectoryReader } from '../native/directory-reader.js';
import type { EntryRows } from '../native/entry-rows.js';

/** What one stat waits, in milliseconds. */
export const WAIT_MS = 0.1;

/** Lets a reader wait before each single stat. The thread sleeps meanwhile. */
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

/** What one wait really takes, in milliseconds: the system's timers add some of their own. */
export function measureWait(): number {
  const rounds = 2000;
  const start = performance.now();
  for (let round = 0; round < rounds; round++) waitOnce();
  return (performance.now() - start) / rounds;
}

const word = new Int32Array(new SharedArrayBuffer(4));

/** Nobody ever wakes it: it ends when the time is over. */
function waitOnce(): void {
  Atomics.wait(word, 0, 0, WAIT_MS);
}
