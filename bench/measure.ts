import { spawnSync } from 'node:child_process';
import { type Compiled, compile } from './compile.js';

/** Cost of one whole process. NaN where this machine cannot measure it. */
export interface Usage {
  readonly wallSeconds: number;
  readonly userSeconds: number;
  readonly systemSeconds: number;
  /** Peak resident memory of the process, threads included. */
  readonly peakBytes: number;
}

export interface Run {
  readonly usage: Usage;
  readonly output: string;
  /** Reason why the run does not count: it did not start, or did not exit with 0. */
  readonly failure?: string;
}

const TIME_LIMIT_MS = 15 * 60_000;
const OUTPUT_LIMIT_BYTES = 2 ** 29;
/** The descriptor on which measure.c reports. */
const REPORT = 3;

/** why: settings for every Node of a machine, such as extra certificates (25 ms), say nothing about the programs. */
const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...environment } = process.env;

let measurer: Compiled | undefined;

/** Runs a command to its end: through measure.c if it compiles, otherwise with the wall clock alone. */
export function measure(command: readonly string[]): Run {
  measurer ??= compile('measure');
  const [program, ...arguments_] = 'program' in measurer ? [measurer.program, ...command] : command;
  const start = performance.now();
  const child = spawnSync(program!, arguments_, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: environment,
    encoding: 'utf8',
    timeout: TIME_LIMIT_MS,
    maxBuffer: OUTPUT_LIMIT_BYTES,
  });
  const wallSeconds = (performance.now() - start) / 1000;
  const usage = readReport(child.output?.[REPORT] ?? '') ?? { ...UNKNOWN, wallSeconds };
  const failure = describeFailure(child);
  return { usage, output: child.stdout ?? '', ...(failure === undefined ? {} : { failure }) };
}

const UNKNOWN: Usage = { wallSeconds: NaN, userSeconds: NaN, systemSeconds: NaN, peakBytes: NaN };

function readReport(report: string): Usage | undefined {
  const [wallSeconds, userSeconds, systemSeconds, peakBytes] = report.trim().split(' ').map(Number);
  if (peakBytes === undefined) return undefined;
  return { wallSeconds: wallSeconds!, userSeconds: userSeconds!, systemSeconds: systemSeconds!, peakBytes };
}

function describeFailure(child: ReturnType<typeof spawnSync>): string | undefined {
  if (child.error !== undefined) return child.error.message;
  if (child.status === 0) return undefined;
  const reason = child.signal === null ? `exit code ${child.status}` : `signal ${child.signal}`;
  return `${reason}: ${errorLine(String(child.stderr))}`;
}

/** Returns the line that names the error: Node prints the offending source first. */
function errorLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /\w*Error\b.*:/.test(line)) ?? lines[0] ?? 'no message').trim();
}
