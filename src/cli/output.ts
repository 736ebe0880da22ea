/** Where a listing goes: standard output, or a file that appears under its name only when it is whole. */
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encodeName } from '../core/text.js';
import { ExitCode, OutputEnded, UserError } from './exit-code.js';
import { explainOutputErrno } from './failure-text.js';
import { terminalText } from './terminal-text.js';

export interface Output {
  /** Names are to be shown, not sent. */
  readonly isTerminal: boolean;
  /** What was written before an interrupt is of use: it has been read by somebody. */
  readonly keepsParts: boolean;
  /** What an interrupt leaves, for the user. */
  readonly interruption: string;
  write(bytes: Uint8Array): Promise<void>;
  /** All has been written: the file gets its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** @param file a path; standard output where there is none. @throws UserError where it cannot be written. */
export async function openOutput(file: string | undefined): Promise<Output> {
  if (file === undefined) return standardOutput;
  if (file === '') throw new UserError('the name of the output file is empty', ExitCode.usage);
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
      process.stdout.write(bytes, (error) => (error ? reject(new OutputEnded()) : resolve()));
    }),
  finish: async () => undefined,
  discard: async () => undefined,
};

type Explain = (exitCode: number) => (error: NodeJS.ErrnoException) => never;

async function openFile(file: string, explain: Explain): Promise<Output> {
  const target = await realpath(file).catch(() => file);
  const isSpecial = await stat(target).then(
    (found) => !found.isFile(),
    () => false,
  );
  // why: a device or a pipe is written to; to put a file in its place would be wrong.
  if (isSpecial)
    return writeTo(
      await open(target, 'w'),
      explain,
      async () => undefined,
      async () => undefined,
    );
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.part`);
  const handle = await open(temporary, 'wx');
  const remove = async () => unlink(temporary);
  return writeTo(handle, explain, async () => rename(temporary, target), remove);
}

function writeTo(
  handle: FileHandle,
  explain: Explain,
  name: () => Promise<void>,
  remove: () => Promise<void>,
): Output {
  const failing = explain(ExitCode.incomplete);
  return {
    isTerminal: false,
    keepsParts: false,
    interruption: 'nothing was written',
    write: async (bytes) => {
      if (bytes.length > 0) await handle.writeFile(bytes).catch(failing);
    },
    finish: async () => {
      // why: some file systems tell only now that they were full. A pipe cannot be synchronised: EINVAL.
      await handle.sync().catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EINVAL' && error.code !== 'EROFS') failing(error);
      });
      await handle.close().catch(failing);
      await name().catch(failing);
    },
    discard: async () => {
      await handle.close().catch(() => undefined);
      await remove().catch(() => undefined);
    },
  };
}
