/** The snapshots that the program keeps, as commands see them: what is not taken is told on standard error. */
import { encodeName } from '../core/text.js';
import { snapshotFolder } from '../engine/data-folder.js';
import { SnapshotProblem } from '../engine/snapshot-file.js';
import { type RefusedSnapshot, SnapshotStore } from '../engine/snapshot-store.js';
import { explainErrno } from './failure-text.js';
import { terminalText } from './terminal-text.js';

/** @param folder where they lie, if not where they usually do. */
export const openSnapshots = (folder: string = snapshotFolder()): SnapshotStore =>
  new SnapshotStore(folder, reportRefused);

function reportRefused({ path, problem, movedTo }: RefusedSnapshot): void {
  const reason = explainSnapshotProblem(problem);
  const place = movedTo === undefined ? '' : `; it is now ${terminalText(encodeName(movedTo))}`;
  process.stderr.write(
    `hectare: snapshot ${terminalText(encodeName(path))} is not taken: ${reason}${place}\n`,
  );
}

/** Why a snapshot is not taken. */
export function explainSnapshotProblem(problem: RefusedSnapshot['problem']): string {
  if (problem instanceof SnapshotProblem) return problem.message;
  return explainErrno(-(problem.errno ?? 0));
}
