/** `hectare serve` as a process, until a test ends it. */
import { type ChildProcess, type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ServeOptions } from '../../../src/contract/serve-thread.js';
import { cliPath, type HectareOptions, hectareCommand } from '../../programs/hectare.js';

export interface ServeProcess {
  /** As it was printed, with the token. */
  readonly address: string;
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Ends it by a signal, and returns how it exited. */
  end: (signal?: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** User, folder and environment of the start. */
export interface ServeStart extends Pick<HectareOptions, 'user' | 'program'> {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Has it open a browser. */
  readonly open?: true;
}

/** The built command line. */
export function startServe(words: string[], options: ServeStart = {}): Promise<ServeProcess> {
  const { program, user, open, ...others } = options;
  const serve = ['serve', ...(open ? [] : ['--no-open']), ...words];
  const command = program === undefined ? hectareCommand(...serve) : [...program, ...serve];
  return start(command, { ...others, ...(user !== undefined && { uid: user, gid: user }) });
}

/** Starts the built thread, with options that the command line does not have. @param path of its entry. */
export function startServeThread(
  options: Partial<Omit<ServeOptions, 'folders'>> & { readonly folders: readonly (string | Uint8Array)[] },
  path: string = cliPath.replace(/cli\.js$/, 'serve.js'),
): Promise<ServeProcess> {
  const entry = pathToFileURL(path).href;
  const folders = options.folders.map((folder) => Buffer.from(folder).toString('latin1'));
  const workerData = JSON.stringify({ host: '127.0.0.1', port: 0, open: false, ...options, folders });
  const program = `
    const { Worker } = require('node:worker_threads');
    const workerData = ${workerData};
    workerData.folders = workerData.folders.map((folder) => Buffer.from(folder, 'latin1'));
    const thread = new Worker(new URL(${JSON.stringify(entry)}), { workerData });
    thread.on('message', ([kind, value]) => console.log(kind === 'ready' ? value.address : value));
    process.on('SIGTERM', () => thread.postMessage('end'));`;
  return start([process.execPath, '--eval', program]);
}

async function start(command: string[], options: SpawnOptionsWithoutStdio = {}): Promise<ServeProcess> {
  const child = spawn(command[0]!, command.slice(1), {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it leaves behind can be found.
    detached: true,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    errors += bytes.toString();
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await Promise.race([once(child.stdout, 'data'), ended]);
  const address = output.split('\n')[0]!;
  if (!address.startsWith('http://')) throw new Error(`hectare serve did not start: ${output}${errors}`);
  return {
    address,
    child,
    stdout: () => output,
    stderr: () => errors,
    end: async (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      const [code, ending] = await ended;
      return { code, signal: ending };
    },
  };
}

/** Returns the number of threads of a process; undefined where the system does not tell. */
export function countThreads({ child }: ServeProcess): number | undefined {
  const tasks = `/proc/${child.pid}/task`;
  return existsSync(tasks) ? readdirSync(tasks).length : undefined;
}

/** Returns whether the process or anything that it has started is still there. */
export function isRunning({ child }: ServeProcess): boolean {
  try {
    process.kill(-child.pid!, 0);
    return true;
  } catch {
    return false;
  }
}
