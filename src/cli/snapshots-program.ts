/** Command line of `hectare snapshots`. */
import { type Command, Option } from 'commander';
import { folder, snapshot, snapshots as snapshotWords } from './option-values.js';
import { addReportOptions } from './report-options.js';
import { deleteSnapshots, listSnapshots, printPath, showSnapshot } from './snapshots-command.js';

/** Returns the option for the folder of snapshots, the same for every command that uses them. */
export const snapshotsOption = (): Option =>
  new Option('--snapshots <dir>', 'the folder of the snapshots, instead of the one in your data').argParser(
    folder,
  );

export function addSnapshotsCommand(
  program: Command,
  finish: (command: Promise<number>) => Promise<void>,
): void {
  const snapshots = program
    .command('snapshots')
    .description('list, show and delete what was kept of earlier scans');
  snapshots
    .command('list')
    .description('one line each, the newest first: id, time, size, entries, room it takes, folder')
    .argument('[folder]', 'only of this folder', folder)
    .option('--json', 'one JSON object a line')
    .addOption(snapshotsOption())
    .action((root, options) => finish(listSnapshots(root, options)));
  addReportOptions(
    snapshots
      .command('show')
      .description('say what a folder held')
      .argument('<snapshot>', 'the beginning of its id, or its file', snapshot)
      .option('--json', 'one JSON object'),
  )
    .addOption(snapshotsOption())
    .action((word, options) => finish(showSnapshot(word, options)));
  snapshots
    .command('delete')
    .description('delete snapshots')
    .argument('<snapshot...>', 'the beginnings of their ids', snapshotWords)
    .addOption(snapshotsOption())
    .action((words, options) => finish(deleteSnapshots(words, options)));
  snapshots
    .command('path')
    .description('print where the snapshots are, or where one is')
    .argument('[snapshot]', 'the beginning of its id', snapshot)
    .addOption(snapshotsOption())
    .action((word, options) => finish(printPath(word, options)));
}
