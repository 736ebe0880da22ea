/** A line on standard error that is written over while a scan runs; only where that is a terminal. */
import { ROOT_DIRECTORY, type Tree } from '../core/tree/tree.js';
import { formatBytes, formatCount } from './numbers.js';

const interval = 100;
const usualColumns = 80;
const clearLine = '\r\u001b[K';

/**
 * As much of a line as a terminal has columns for: of one that wraps, only the last part would be written over.
 * @param columns 0 where the terminal does not tell.
 */
export const fitLine = (line: string, columns: number): string =>
  line.slice(0, (columns || usualColumns) - 1);

/** Shows progress until the returned function is called. */
export function showProgress(tree: Tree): () => void {
  // why: a dumb terminal cannot write over a line.
  if (!process.stderr.isTTY || process.env.TERM === 'dumb') return () => undefined;
  const start = performance.now();
  const timer = setInterval(() => {
    if (tree.directories.count === 0) return;
    const { totals } = tree.directories;
    const entries = totals.entries(ROOT_DIRECTORY);
    const seconds = (performance.now() - start) / 1000;
    const failures = tree.failures.length > 0 ? `, ${formatCount(tree.failures.length)} unreadable` : '';
    const line =
      `${formatCount(entries)} entries, ${formatBytes(totals.allocatedBytes(ROOT_DIRECTORY))}, ` +
      `${formatCount(Math.round(entries / seconds))} a second${failures}`;
    process.stderr.write(clearLine + fitLine(line, process.stderr.columns));
  }, interval);
  return () => {
    clearInterval(timer);
    process.stderr.write(clearLine);
  };
}
