/** The command line: `hectare scan`, `hectare list`, `hectare compare`, `hectare snapshots`, `hectare serve`. */
import { Command, CommanderError, Option } from 'commander';
import { scannerThreads } from '../engine/scanners/scanner-thread.js';
import { type CompareOptions, compareCommand } from './compare-command.js';
import { ExitCode, OutputEnded, UserError } from './exit-code.js';
import { dieIfInterrupted } from './interrupt.js';
import { type ListOptions, listCommand } from './list-command.js';
import { byteCount, count, folder, folders, host, port } from './option-values.js';
import { rawArguments } from './raw-arguments.js';
import { addReadingOptions } from './reading-options.js';
import { addReportOptions } from './report-options.js';
import { type ScanCommandOptions, scanCommand } from './scan-command.js';
import { type ServeCommandOptions, serveCommand } from './serve-command.js';
import { addSnapshotsCommand, snapshotsOption } from './snapshots-program.js';
import { flushStandardStreams, watchStandardStreams, withLostOutput } from './standard-streams.js';
import { addTrashCommand } from './trash/trash-program.js';
import { pointToHelp, usageText } from './usage-text.js';

// why: replaced by the build (vite.config.ts).
declare const __VERSION__: string;

const spawn = scannerThreads(new URL('./scanner.js', import.meta.url));
const serveEntry = new URL('./serve.js', import.meta.url);

/** Exit code of the command that was run. */
let exitCode: number = ExitCode.ok;

watchStandardStreams();

const program = new Command('hectare')
  .description('See where the space of a folder went, exactly and fast.')
  .version(__VERSION__)
  .exitOverride()
  .hook('preAction', checkCurrentFolder)
  .configureOutput({ outputError: (text, write) => write(usageText(text)) });

addReadingOptions(
  addReportOptions(
    program
      .command('scan')
      .description('read folders and say what they hold')
      .argument('<folder...>', 'the folders to read', folders)
      .option('--json', 'one JSON object a line'),
  ),
  'follow symbolic links, each directory once',
)
  .option('--save', 'keep a snapshot')
  .option('--rescan', 'start from the newest snapshot, and keep another')
  .option('--quick', 'the same, trusting most files in folders that have not changed')
  .option('--only <path>', 'rescan only this folder below the scanned one, as seen from there', folder)
  .option('--quick-large <bytes>', 'quick: look at files of so many bytes and more (default: 64M)', byteCount)
  .option('--quick-recent <days>', 'quick: look at files modified in so many last days (default: 7)', count)
  .addOption(snapshotsOption())
  .option('--keep <n>', 'how many snapshots of a folder are kept (default: 10)', count)
  .option('--keep-bytes <bytes>', 'how large all snapshots may be together (default: 2G)', byteCount)
  .action((roots: string[], options: ScanCommandOptions) => finish(scanCommand(roots, options, spawn)));

addReadingOptions(
  program
    .command('list')
    .description('write one row for each entry, sorted by path')
    .argument('<folder>', 'the folder to list', folder)
    .addOption(
      new Option('--format <name>', 'how rows are written')
        .choices(['csv', 'jsonl', 'paths0'])
        .default('csv'),
    )
    .option('-o, --output <file>', 'write to a file, which appears when it is whole')
    .option('--formula-safe', "csv: put ' before paths that a spreadsheet would take for a formula"),
  'follow symbolic links, at every path',
).action((root: string, options: ListOptions) => finish(listCommand(root, options, spawn)));

addReadingOptions(
  program
    .command('compare')
    .description('say what has changed between two scans of a folder')
    .argument('<before>', 'a folder, or a snapshot by its id or file', folder)
    .argument('[after]', 'another one (default: of a folder, its newest snapshot against now)', folder)
    .option('--json', 'one JSON object')
    .option('--top <n>', 'how many of the largest changes to show', count, 10)
    .option('--apparent', 'rank by length instead of space on disk')
    .addOption(snapshotsOption()),
  'follow symbolic links, each directory once',
).action((before: string, after: string | undefined, options: CompareOptions) =>
  finish(compareCommand([before, after], options, spawn)),
);

addSnapshotsCommand(program, finish);
addTrashCommand(program, spawn, finish);

program
  .command('serve')
  .description('show folders in a browser')
  .argument('[folder...]', 'the folders that can be seen (default: this one)', folders)
  .option('--port <n>', 'the port to listen at (default: one that is free)', port)
  .option('--host <host>', 'the address to listen at (default: one that only this machine reaches)', host)
  .option('--no-open', 'do not open the browser')
  .action((roots: string[], options: ServeCommandOptions) =>
    finish(serveCommand(roots.length > 0 ? roots : ['.'], options, serveEntry)),
  );

pointToHelp(program, program.name());

try {
  await program.parseAsync(rawArguments(), { from: 'user' });
} catch (error) {
  exitCode = explainFailure(error);
}
await flushStandardStreams();
process.exitCode = withLostOutput(exitCode);
await dieIfInterrupted();

/** why: threads do not start in a folder that is gone, and neither . nor any other relative path means anything there. */
function checkCurrentFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new UserError('the current folder is gone: go to another one with cd', ExitCode.noRoot);
  }
}

async function finish(command: Promise<number>): Promise<void> {
  exitCode = await command;
}

/** why: no process.exit: it would stop threads while they load their native part, and that aborts the process. */
function explainFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  // Whoever watches standard output has told the user.
  if (error instanceof OutputEnded) return ExitCode.ok;
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`hectare: ${error.message}\n`);
  return error.exitCode;
}
