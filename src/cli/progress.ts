/** Progress line on standard error, written over while a scan runs; only where that is a terminal. */
import { ROOT_DIRECTORY } from '../core/tree/tree.js';
import type { Reading } from '../engine/reading/reading.js';
import { formatBytes, formatCount } from './numbers.js';
import { terminalText } from './terminal-text.js';

const intervalMs = 100;
const defaultColumns = 80;
const clearLine = '\r\u001b[K';

/**
 * Cuts a line to the columns of a terminal: of one that wraps, only the last part would be written over.
 * @param columns 0 where the terminal does not tell.
 */
export const fitLine = (line: string, columns: number): string =>
  line.slice(0, (columns || defaultColumns) - 1);

/** Whether the terminal cannot write over a line. Windows has no TERM; elsewhere, one that names no kind can do nothing. */
const isDumb = process.platform !== 'win32' && ['dumb', '', undefined].includes(process.env.TERM);

/** Shows progress until the returned function is called. */
export function showProgress(reading: Reading): () => void {
  if (!process.stderr.isTTY || isDumb) return () => undefined;
  const start = performance.now();
  const timer = setInterval(() => {
    const line = progressLine(reading, (performance.now() - start) / 1000);
    if (line !== '') process.stderr.write(clearLine + fitLine(line, process.stderr.columns));
  }, intervalMs);
  return () => {
    clearInterval(timer);
    process.stderr.write(clearLine);
  };
}

function progressLine({ tree, status }: Reading, seconds: number): string {
  const { waitingFor } = status;
  const waiting = waitingFor.length > 0 ? `waiting for ${waitingFor.map(terminalText).join(', ')}; ` : '';
  if (tree.directories.count === 0) return waiting;
  const { totals } = tree.directories;
  const entries = totals.entries(ROOT_DIRECTORY);
  const failures = tree.failures.length > 0 ? `, ${formatCount(tree.failures.length)} unreadable` : '';
  return (
    waiting +
    `${formatCount(entries)} entries, ${formatBytes(totals.allocatedBytes(ROOT_DIRECTORY))}, ` +
    `${formatCount(Math.round(entries / seconds))} a second${failures}`
  );
}
