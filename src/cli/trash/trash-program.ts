/**
 * Options of `hectare trash`. Perf: the commands are loaded when one is called. They make native calls, and to load koffi
 * would cost every other command 30 ms at its start.
 */
import type { Command } from 'commander';
import type { SpawnScanner } from '../../engine/scanners/scanner-thread.js';
import { count, entries } from '../option-values.js';

async function load() {
  return (await import('./trash-commands.js')).trashCommands;
}

export function addTrashCommand(
  program: Command,
  spawn: SpawnScanner,
  finish: (command: Promise<number>) => Promise<void>,
): void {
  const trash = program
    .command('trash')
    .description('move files and folders to the trash, and bring them back')
    .argument('[path...]', 'what to move; one that is called list, restore or empty as ./list', entries)
    .option('--dry-run', 'only say what would be moved, and what that would free')
    .action((paths: string[] | undefined, options) =>
      finish(load().then(({ trashPaths }) => trashPaths(paths ?? [], options, spawn))),
    );
  trash
    .command('list')
    .description('one line each, the newest first: time, size, where it was')
    .option('--json', 'one JSON object a line')
    .action((options) => finish(load().then(({ printTrash }) => printTrash(options))));
  trash
    .command('restore')
    .description('move entries back to where they were')
    .argument('[path...]', 'where they were', entries)
    .option('--last', 'all that the last hectare trash moved')
    .action((paths: string[] | undefined, options) =>
      finish(load().then(({ restoreTrashed }) => restoreTrashed(paths ?? [], options))),
    );
  trash
    .command('empty')
    .description('delete for good what is in the trash')
    .option('--older-than <days>', 'only what has been there for so many days', count)
    .option('--yes', 'do not ask')
    .action((options) => finish(load().then(({ emptyTrash }) => emptyTrash(options))));
}
