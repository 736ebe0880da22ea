/** Options that say what a report shows of a folder, for all commands that report on one. */
import type { Command } from 'commander';
import { count } from './option-values.js';

export function addReportOptions(command: Command): Command {
  return command
    .option('--top <n>', 'how many of the largest folders and files to show', count, 10)
    .option('--depth <n>', 'show folders at most so many levels below the root', count, 1)
    .option('--apparent', 'rank by length instead of space on disk')
    .option('--count-links', 'count an inode at each of its names');
}
