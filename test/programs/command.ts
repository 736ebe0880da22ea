import { spawn } from 'node:child_process';

export interface CommandResult {
  stdout: Buffer;
  stderr: string;
  /** `null` when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface CommandOptions {
  /** The user and group to run as, for tests that root runs. */
  user?: number | undefined;
  cwd?: string;
  /** Variables beside those of this process. */
  environment?: Readonly<Record<string, string>>;
  /** An open file that takes the output instead of `stdout`. */
  outputTo?: number;
  /** Sends SIGINT after this many milliseconds. */
  interruptAfter?: number;
  /** Closes our end of the output after its first bytes, as `head -1` does. */
  closeEarly?: boolean;
}

/** Limits in milliseconds and bytes: a command beyond them is killed, and shows `signal: 'SIGKILL'`. */
const timeoutMs = 100_000;
const maxOutputBytes = 256 * 2 ** 20;

/** Runs a command to its end. Its output stays bytes, because names need not be UTF-8. */
export function runCommand(command: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { user, cwd, environment, outputTo, interruptAfter, closeEarly } = options;
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', outputTo ?? 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1', ...environment },
    ...(user !== undefined && { uid: user, gid: user }),
    ...(cwd !== undefined && { cwd }),
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  let outputLength = 0;
  child.stdout?.on('data', (bytes: Buffer) => {
    output.push(bytes);
    outputLength += bytes.length;
    if (outputLength > maxOutputBytes) child.kill('SIGKILL');
    if (closeEarly) child.stdout?.destroy();
  });
  child.stderr?.on('data', (bytes: Buffer) => errors.push(bytes));
  const kill = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const interrupt = interruptAfter && setTimeout(() => child.kill('SIGINT'), interruptAfter);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(kill);
      clearTimeout(interrupt);
      resolve({ stdout: Buffer.concat(output), stderr: Buffer.concat(errors).toString(), code, signal });
    });
  });
}
