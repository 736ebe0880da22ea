/** `hectare list`: one row an entry, sorted by path. */
import { SortedWalk } from '../core/sorted-walk.js';
import type { SpawnScanner } from '../engine/scanner-thread.js';
import { ExitCode } from './exit-code.js';
import { type ListFormat, rowWriter } from './list-rows.js';
import { openOutput } from './output.js';
import { type RootOptions, reportFailures, scanRoot } from './root-scan.js';

export interface ListOptions extends RootOptions {
  readonly format: ListFormat;
  readonly output?: string;
  readonly formulaSafe?: true;
}

/** Returns the exit code. @throws UserError */
export async function list(folder: string, options: ListOptions, spawn: SpawnScanner): Promise<number> {
  // why: opened first, so that a scan of an hour does not end in a folder that cannot be written.
  const output = await openOutput(options.output);
  try {
    const result = await scanRoot(folder, options, 'everyPath', spawn);
    const write = rowWriter(result.tree, options.format, options.formulaSafe ?? false);
    const walk = new SortedWalk(result.tree);
    await output.write(write.header);
    for (let node = walk.next(); node >= 0; node = walk.next()) {
      write.row(node, walk);
      if (write.isFull) await output.write(write.take());
    }
    await output.write(write.take());
    const isComplete = !reportFailures(result);
    if (!result.complete && result.crash === undefined) {
      process.stderr.write('hectare: interrupted: the listing holds what was read until then\n');
      await output.finish();
      return ExitCode.interrupted;
    }
    await output.finish();
    return isComplete ? ExitCode.ok : ExitCode.incomplete;
  } catch (error) {
    await output.discard();
    throw error;
  }
}
