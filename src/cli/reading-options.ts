/** Options that say how a folder is read, for all commands that read one. */
import { type Command, Option } from 'commander';
import { glob, threads } from './option-values.js';

/** @param links what the command does when it is told to follow links. */
export function addReadingOptions(command: Command, links: string): Command {
  return command
    .addOption(
      new Option('-x, --one-file-system', 'stay on one file system: the default').conflicts('crossMounts'),
    )
    .option('--cross-mounts', 'enter file systems mounted below')
    .option('-L, --follow-links', links)
    .addOption(
      new Option(
        '--exclude <glob>',
        'leave out what matches, with / at its end only folders; may be repeated',
      )
        .argParser(glob)
        .default([], 'nothing'),
    )
    .option('--threads <n>', 'how many scanners (default: as many as the disk rewards)', threads)
    .addOption(
      new Option('--backend <name>', 'the system calls to read with').choices(['statx', 'fstatat', 'node']),
    );
}
