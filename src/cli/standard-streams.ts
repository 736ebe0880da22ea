/** Standard output and standard error as they may be: full, closed, or a pipe that nobody reads any more. */
import { constants } from 'node:os';
import { isStreamClosed } from './closed-stream.js';
import { ExitCode } from './exit-code.js';
import { explainOutputErrno } from './failure-text.js';

/** Whether standard output cannot be written any more. */
let hasOutputEnded = false;
/** Whether something was lost that somebody wanted to have. */
let hasLoss = false;

export const outputHasEnded = (): boolean => hasOutputEnded;

/** Listens to failures of both streams: what could not be written shows in the exit code. */
export function watchStandardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) if (isStreamClosed(stream.fd)) refuseWrites(stream);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (hasOutputEnded) return;
    hasOutputEnded = true;
    // why: whoever reads us may stop reading (`| head`); then there is nobody left to tell anything.
    if (error.code === 'EPIPE') return;
    hasLoss = true;
    process.stderr.write(`hectare: cannot write the output: ${explainOutputErrno(-(error.errno ?? 0))}\n`);
  });
  process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') hasLoss = true;
  });
}

/** Waits until all output is written, or cannot be. */
export async function flushStandardStreams(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(flush));
  // why: a stream tells of its error a moment after the call that failed.
  await new Promise(setImmediate);
}

/** Returns the exit code of a command, as far as its output could be written. To be called after a flush. */
export function withLostOutput(exitCode: number): number {
  if (hasLoss) return Math.max(exitCode, ExitCode.incomplete);
  return hasOutputEnded ? ExitCode.ok : exitCode;
}

/** why: an empty write is written, too, and fails on what is full. */
const flush = async (stream: NodeJS.WriteStream): Promise<void> => {
  if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write('', () => resolve()));
};

/** Makes writes fail as they would have without Node's replacement. */
function refuseWrites(stream: NodeJS.WriteStream): void {
  stream._write = (_chunk, _encoding, done) => {
    done(Object.assign(new Error('write EBADF'), { code: 'EBADF', errno: -constants.errno.EBADF }));
  };
}
