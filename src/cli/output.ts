/** Output of a listing: standard output, or a file that appears under its name only when it is whole. */
import { encodeName } from '../core/columns/text.js';
import { openWholeFile } from '../engine/files/whole-file.js';
import { ExitCode, OutputEnded, UserError } from './exit-code.js';
import { explainOutputErrno } from './failure-text.js';
import { terminalText } from './terminal-text.js';

export interface Output {
  /** Whether it is a terminal, where names are shown and not sent. */
  readonly isTerminal: boolean;
  /** Whether what was written before an interrupt is of use: somebody may have read it. */
  readonly keepsParts: boolean;
  /** Text that tells the user what an interrupt leaves. */
  readonly interruption: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Gives the file its name, when all was written. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Opens an output. @param file a path; standard output where there is none, or `-`. @throws UserError where it cannot be written. */
export async function openOutput(file: string | undefined): Promise<Output> {
  if (file === undefined || file === '-') return standardOutput;
  if (file === '') throw new UserError('the name of the output file is empty', ExitCode.usage);
  if (/\p{Cs}/u.test(file)) {
    throw new UserError(
      `${terminalText(encodeName(file))}: for output choose a name in UTF-8`,
      ExitCode.usage,
    );
  }
  const explain = (exitCode: number) => (error: NodeJS.ErrnoException) => {
    throw new UserError(
      `cannot write ${terminalText(encodeName(file))}: ${explainOutputErrno(-(error.errno ?? 0))}`,
      exitCode,
    );
  };
  return openFile(file, explain).catch(explain(ExitCode.usage));
}

const standardOutput: Output = {
  isTerminal: process.stdout.isTTY === true,
  keepsParts: true,
  interruption: 'the listing holds what was read until then',
  // why: not to wait would keep the whole listing in memory where the reader is slower than we are.
  write: (bytes) =>
    new Promise((resolve, reject) => {
      // why: an empty write is written, too, and fails on what is full.
      if (bytes.length === 0) resolve();
      else process.stdout.write(bytes, (error) => (error ? reject(new OutputEnded()) : resolve()));
    }),
  finish: async () => undefined,
  discard: async () => undefined,
};

type Explain = (exitCode: number) => (error: NodeJS.ErrnoException) => never;

async function openFile(file: string, explain: Explain): Promise<Output> {
  const failing = explain(ExitCode.incomplete);
  const whole = await openWholeFile(file);
  return {
    isTerminal: false,
    keepsParts: false,
    interruption: 'nothing was written',
    write: (bytes) => whole.write(bytes).catch(failing),
    finish: () => whole.finish().catch(failing),
    discard: whole.discard,
  };
}
