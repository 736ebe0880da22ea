/** A line on standard error that is written over while a scan runs; only where that is a terminal. */
import { ROOT_DIRECTORY, type Tree } from '../core/tree.js';
import { formatBytes, formatCount } from './numbers.js';

const interval = 100;
const clearLine = '\r\u001b[K';

/** Shows progress until the returned function is called. */
export function showProgress(tree: Tree): () => void {
  if (!process.stderr.isTTY) return () => undefined;
  const start = performance.now();
  const timer = setInterval(() => {
    if (tree.directories.count === 0) return;
    const { totals } = tree.directories;
    const entries = totals.entries(ROOT_DIRECTORY);
    const seconds = (performance.now() - start) / 1000;
    const failures = tree.failures.length > 0 ? `, ${formatCount(tree.failures.length)} unreadable` : '';
    process.stderr.write(
      `${clearLine}${formatCount(entries)} entries, ${formatBytes(totals.allocatedBytes(ROOT_DIRECTORY))}, ` +
        `${formatCount(Math.round(entries / seconds))} a second${failures}`,
    );
  }, interval);
  return () => {
    clearInterval(timer);
    process.stderr.write(clearLine);
  };
}
