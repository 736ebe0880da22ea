/** `hectare list`: writes one row for each entry, sorted by path. */
import { SortedWalk } from '../core/tree/sorted-walk.js';
import type { ScanResult } from '../engine/reading/reading.js';
import type { SpawnScanner } from '../engine/scanners/scanner-thread.js';
import { ExitCode, UserError } from './exit-code.js';
import { type Interrupt, watchInterrupt } from './interrupt.js';
import { type ListFormat, rowWriter } from './list-rows.js';
import { type Output, openOutput } from './output.js';
import { type ReadingOptions, reportFailures, scanRoot } from './root-scan.js';

export interface ListOptions extends ReadingOptions {
  readonly format: ListFormat;
  readonly output?: string;
  readonly formulaSafe?: true;
}

/** Lists, and returns the exit code. @throws UserError */
export async function listCommand(
  folder: string,
  options: ListOptions,
  spawn: SpawnScanner,
): Promise<number> {
  if (options.formulaSafe && options.format !== 'csv') {
    throw new UserError('--formula-safe is for csv: leave it out, or add --format csv', ExitCode.usage);
  }
  const interrupt = watchInterrupt();
  // why: opened first, so that a scan of an hour does not end in a folder that cannot be written.
  const output = await openOutput(options.output);
  try {
    const result = await scanRoot({ folder, options, spawn, interrupt }, { followLinks: 'everyPath' });
    const isWhole = await writeRows(result, options, output, interrupt);
    const hasFailures = reportFailures(result);
    if (interrupt.isRequested || !isWhole) {
      await output.discard();
      process.stderr.write(`hectare: interrupted: ${output.interruption}\n`);
      return ExitCode.interrupted;
    }
    await output.finish();
    return hasFailures ? ExitCode.incomplete : ExitCode.ok;
  } catch (error) {
    await output.discard();
    throw error;
  } finally {
    interrupt.release();
  }
}

/** Writes rows. Returns whether all were written: a file that will not be kept is not written to its end. */
async function writeRows(
  { tree }: ScanResult,
  options: ListOptions,
  output: Output,
  interrupt: Interrupt,
): Promise<boolean> {
  const write = rowWriter(tree, options.format, {
    formulaSafe: options.formulaSafe ?? false,
    forTerminal: output.isTerminal,
  });
  const walk = new SortedWalk(tree);
  await output.write(write.header);
  for (let node = walk.next(); node >= 0; node = walk.next()) {
    write.row(node, walk);
    if (!write.isFull) continue;
    await output.write(write.take());
    if (interrupt.isRequested && !output.keepsParts) return false;
  }
  await output.write(write.take());
  return true;
}
