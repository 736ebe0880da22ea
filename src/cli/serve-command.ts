/** `hectare serve`: starts the browser host, speaks for it, and ends it. */
import { readFileSync } from 'node:fs';
import type { Port } from '../contract/port.js';
import type {
  ServeCommand,
  ServeEvent,
  ServeFailure,
  ServeOptions,
  ServeReady,
} from '../contract/serve-thread.js';
import { encodeName } from '../core/columns/text.js';
import { startThread } from '../engine/scanners/start-thread.js';
import { ExitCode, UserError } from './exit-code.js';
import { explainRootErrno } from './failure-text.js';
import { watchInterrupt } from './interrupt.js';
import { terminalText } from './terminal-text.js';

export interface ServeCommandOptions {
  readonly host?: string;
  readonly port?: number;
  readonly open: boolean;
}

/**
 * Serves until a signal comes. @param entry the built entry of the host's thread.
 * @throws UserError
 */
export async function serveCommand(
  folders: string[],
  options: ServeCommandOptions,
  entry: URL,
): Promise<number> {
  const { host = '127.0.0.1', port = 0, open } = options;
  const workerData: ServeOptions = { host, port, open, folders: folders.map(encodeName) };
  const thread = startThread(entry, { workerData });
  let failure: ServeFailure | undefined;
  thread.listen((message) => {
    const event = message as ServeEvent;
    if (event[0] === 'failed') failure = event[1];
    else if (event[0] === 'ready') announce(event[1], folders);
    else if (event[0] === 'address') process.stdout.write(`${event[1]}\n`);
    else say(terminalText(encodeName(event[1])));
  });
  const interrupt = watchInterrupt();
  interrupt.listen(() => thread.post('end' satisfies ServeCommand));
  const stopReading = listenToEnter(thread);
  try {
    await ended(thread);
  } finally {
    interrupt.release();
    stopReading();
  }
  if (failure) throw explainFailure(failure, `${host}:${port}`);
  return interrupt.isRequested ? ExitCode.interrupted : ExitCode.ok;
}

/** Asks for another address at every line that is typed. Returns a function that ends that. */
function listenToEnter(thread: Port): () => void {
  const { stdin } = process;
  if (!stdin.isTTY || !isForeground()) return () => undefined;
  stdin.on('data', () => thread.post('renewAddress' satisfies ServeCommand));
  return () => void stdin.destroy();
}

/** Returns whether the terminal is ours. why: a job in the background is stopped when it reads there (credentials(7)). */
function isForeground(): boolean {
  if (process.platform !== 'linux') return true;
  // The name of the program stands in parentheses and may hold anything; then state, ppid, pgrp, session, tty_nr, tpgid.
  const [, , group, , , foreground] = readFileSync('/proc/self/stat', 'latin1')
    .split(') ')
    .at(-1)!
    .split(' ');
  return group === foreground;
}

async function ended(thread: Port): Promise<void> {
  const fault = await new Promise<string | undefined>((resolve) => thread.onClose(resolve));
  if (fault !== undefined) throw new Error(fault);
}

/** Prints the address, which alone goes to standard output, for programs that read it. */
function announce({ address, isPublic, hasBrowser }: ServeReady, folders: string[]): void {
  process.stdout.write(`${address}\n`);
  say(`serving ${folders.map((folder) => terminalText(encodeName(folder))).join(', ')}; Ctrl-C ends it`);
  if (process.stdin.isTTY) say('the address works once, and for ten minutes: Enter gives another');
  if (!hasBrowser) say('no browser was found here: open the address above in one');
  if (isPublic) {
    say('other machines can connect, and whoever sits between can read along: use ssh -L where that matters');
  }
}

function say(line: string): void {
  process.stderr.write(`hectare: ${line}\n`);
}

function explainFailure(failure: ServeFailure, place: string): UserError {
  switch (failure.what) {
    case 'folder':
      return new UserError(
        `${terminalText(failure.path)}: ${explainRootErrno(failure.errno)}`,
        ExitCode.noRoot,
      );
    case 'listen':
      return new UserError(`cannot listen at ${place}: ${explainListen(failure.code)}`, ExitCode.usage);
    case 'noPage':
      return new UserError('the page is missing from this installation: install it again', ExitCode.usage);
  }
}

function explainListen(code: string): string {
  const advice: Record<string, string> = {
    EADDRINUSE: 'the port is in use: choose another, or none for one that is free',
    EACCES: 'you may not use this port: choose one above 1023',
    EADDRNOTAVAIL: 'this machine does not have that address',
    ENOTFOUND: 'there is no machine of that name',
    EAI_AGAIN: 'the name cannot be looked up at the moment',
  };
  return advice[code] ?? code;
}
