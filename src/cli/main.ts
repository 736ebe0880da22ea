#!/usr/bin/env node
/** The command line: `hectare scan`, `hectare list`, `hectare compare`, `hectare serve`. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { compileExclusion } from '../core/exclusion.js';
import { scannerThreads } from '../engine/scanner-thread.js';
import { type CompareOptions, compare } from './compare-command.js';
import { ExitCode, OutputEnded, UserError } from './exit-code.js';
import { explainOutputErrno } from './failure-text.js';
import { type ListOptions, list } from './list-command.js';
import { rawArguments } from './raw-arguments.js';
import { type ScanCommandOptions, scan } from './scan-command.js';
import { type ServeCommandOptions, serve } from './serve-command.js';

// why: replaced by the build (vite.config.ts).
declare const __VERSION__: string;

const spawn = scannerThreads(new URL('./scanner.js', import.meta.url));
const serveEntry = new URL('./serve.js', import.meta.url);

/** The exit code once standard output cannot be written any more. */
let outputFailure: number | undefined;

// why: whoever reads us may stop reading (`| head`); then there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (outputFailure !== undefined) return;
  outputFailure = error.code === 'EPIPE' ? ExitCode.ok : ExitCode.incomplete;
  process.exitCode = outputFailure;
  if (error.code === 'EPIPE') return;
  process.stderr.write(`hectare: cannot write the output: ${explainOutputErrno(-(error.errno ?? 0))}\n`);
});

const program = new Command('hectare')
  .description('See where the space of a folder went, exactly and fast.')
  .version(__VERSION__)
  .exitOverride()
  .showHelpAfterError('(try: hectare --help)')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'hectare: ')) });

program
  .command('scan')
  .description('read folders and say what they hold')
  .argument('<folder...>', 'the folders to read', folders)
  .option('--json', 'one JSON object a line')
  .option('--top <n>', 'how many of the largest folders and files to show', count, 10)
  .option('--depth <n>', 'show folders at most so many levels below the root', count, 1)
  .option('--apparent', 'rank by length instead of space on disk')
  .option('--count-links', 'count an inode at each of its names')
  .addOption(
    new Option('-x, --one-file-system', 'stay on one file system: the default').conflicts('crossMounts'),
  )
  .option('--cross-mounts', 'enter file systems mounted below')
  .option('-L, --follow-links', 'follow symbolic links, each directory once')
  .option('--exclude <glob>', 'leave out what matches; may be repeated', glob, [])
  .option('--threads <n>', 'how many scanners (default: as many as the disk rewards)', threads)
  .addOption(
    new Option('--backend <name>', 'the system calls to read with').choices(['statx', 'fstatat', 'node']),
  )
  .action((roots: string[], options: ScanCommandOptions) => finish(scan(roots, options, spawn)));

program
  .command('list')
  .description('write one row for each entry, sorted by path')
  .argument('<folder>', 'the folder to list', folder)
  .addOption(
    new Option('--format <name>', 'how rows are written').choices(['csv', 'jsonl', 'paths0']).default('csv'),
  )
  .option('-o, --output <file>', 'write to a file, which appears when it is whole')
  .option('--formula-safe', "csv: put ' before paths that a spreadsheet would take for a formula")
  .addOption(
    new Option('-x, --one-file-system', 'stay on one file system: the default').conflicts('crossMounts'),
  )
  .option('--cross-mounts', 'enter file systems mounted below')
  .option('-L, --follow-links', 'follow symbolic links, at every path')
  .option('--exclude <glob>', 'leave out what matches; may be repeated', glob, [])
  .option('--threads <n>', 'how many scanners', threads)
  .addOption(
    new Option('--backend <name>', 'the system calls to read with').choices(['statx', 'fstatat', 'node']),
  )
  .action((root: string, options: ListOptions) => finish(list(root, options, spawn)));

program
  .command('compare')
  .description('say what has changed between two scans of a folder')
  .argument('<before>', 'a folder, or a snapshot by its id or file', folder)
  .argument('[after]', 'another one (default: of a folder, its newest snapshot against now)', folder)
  .option('--json', 'one JSON object')
  .option('--top <n>', 'how many of the largest changes to show', count, 10)
  .option('--apparent', 'rank by length instead of space on disk')
  .option('--snapshots <folder>', 'where snapshots lie', folder)
  .addOption(
    new Option('-x, --one-file-system', 'stay on one file system: the default').conflicts('crossMounts'),
  )
  .option('--cross-mounts', 'enter file systems mounted below')
  .option('-L, --follow-links', 'follow symbolic links, each directory once')
  .option('--exclude <glob>', 'leave out what matches; may be repeated', glob, [])
  .option('--threads <n>', 'how many scanners (default: as many as the disk rewards)', threads)
  .addOption(
    new Option('--backend <name>', 'the system calls to read with').choices(['statx', 'fstatat', 'node']),
  )
  .action((before: string, after: string | undefined, options: CompareOptions) =>
    finish(compare([before, after], options, spawn)),
  );

program
  .command('serve')
  .description('show folders in a browser')
  .argument('[folder...]', 'the folders that can be seen (default: this one)', folders)
  .option('--port <n>', 'the port to listen at (default: one that is free)', port)
  .option('--host <host>', 'the address to listen at (default: one that only this machine reaches)', host)
  .option('--no-open', 'do not open the browser')
  .action((roots: string[], options: ServeCommandOptions) =>
    finish(serve(roots.length > 0 ? roots : ['.'], options, serveEntry)),
  );

try {
  await program.parseAsync(rawArguments(), { from: 'user' });
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  else fail(error);
}

async function finish(command: Promise<number>): Promise<void> {
  const exitCode = await command;
  process.exitCode = outputFailure ?? exitCode;
}

/** why: no process.exit: it would stop threads while they load their native part, and that aborts the process. */
function fail(error: unknown): void {
  if (error instanceof OutputEnded) return;
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`hectare: ${error.message}\n`);
  process.exitCode = error.exitCode;
}

function folder(value: string): string {
  if (value === '') throw new InvalidArgumentError('a folder cannot be empty; for this folder write .');
  return value;
}

function folders(value: string, previous: string[] = []): string[] {
  return [...previous, folder(value)];
}

function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('a whole number is needed, like 10.');
  return Number(value);
}

function threads(value: string): number {
  const number = count(value);
  if (number < 1 || number > 256) throw new InvalidArgumentError('a number from 1 to 256 is needed.');
  return number;
}

function port(value: string): number {
  const number = count(value);
  if (number > 65_535) throw new InvalidArgumentError('a number up to 65535 is needed.');
  return number;
}

function host(value: string): string {
  if (!/^[\w.:-]+$/.test(value)) throw new InvalidArgumentError('an address or a name is needed.');
  return value;
}

function glob(value: string, previous: string[]): string[] {
  if (value === '') throw new InvalidArgumentError('a pattern cannot be empty.');
  try {
    compileExclusion([value]);
  } catch (error) {
    throw new InvalidArgumentError(
      `the pattern is broken: ${(error as Error).message}; escape brackets with \\.`,
    );
  }
  return [...previous, value];
}
