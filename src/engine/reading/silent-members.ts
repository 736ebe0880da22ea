/** Scanners that do not answer: a system call that waits without end, as on a mount whose server is gone, holds them up. */
import { NO_DIRECTORY } from '../../contract/entry-batch.js';
import type { DirectoryJob, RowsJob } from '../../contract/scanner-protocol.js';
import { joinPath } from '../../core/columns/bytes.js';

/** Interval of looks for silence. */
export const silenceCheckMs = 1000;
/**
 * Checks without a word between them after which a scanner that has work counts as silent: it sends a batch after some
 * 40 ms. why: checks are counted, and no time, since an engine that was busy itself has not listened meanwhile.
 */
export const maxSilentChecks = 2;

/** Work given to a scanner that has not been answered: jobs of rows come first, since it does them first. */
export interface GivenWork {
  readonly rows: RowsJob[];
  readonly directories: DirectoryJob[];
  /** Checks since it was last heard of, or got work while it had none. */
  silentChecks: number;
}

/** Returns the full path of what a scanner is busy with, as far as it is known: the first directory of its job. */
export function pathOfWork(
  root: Uint8Array,
  { rows: [rows], directories: [directories] }: GivenWork,
): Uint8Array {
  const job = rows ?? directories;
  if (!job) return root;
  const parts = [job.paths.subarray(0, job.pathEnd[0])];
  // A single name is that of a mount point: mount points are stat'ed by themselves.
  if (isRowsJob(job) && (isSingle(job) || job.directory[0] === NO_DIRECTORY)) {
    const { names } = job.names;
    parts.push(names.subarray(0, names.indexOf(0)));
  }
  return parts.reduce(joinPath, root);
}

/** Takes the answer to the oldest job of rows. The scanner goes on with the directory that a single name may be. */
export function endRows({ rows, directories }: GivenWork): void {
  const job = rows.shift();
  if (job && isSingle(job)) directories.push(job);
}

const isSingle = ({ names }: RowsJob): boolean => names.mode.length === 1;
const isRowsJob = (job: DirectoryJob): job is RowsJob => 'names' in job;
