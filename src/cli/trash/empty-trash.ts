import { createInterface } from 'node:readline/promises';
import { joinComponents } from '../../actions/absolute-path.js';
import { deleteLeftovers, deleteTrashed } from '../../actions/trash/trash-contents.js';
import { ExitCode, UserError } from '../exit-code.js';
import { plural } from '../numbers.js';
import { checkSystem, print, reportProblem, withTrash } from './open-trash.js';

/** Deletes for good, after a yes. Returns the exit code. @throws UserError */
export async function emptyTrash(options: {
  readonly olderThan?: number;
  readonly yes?: true;
}): Promise<number> {
  checkSystem();
  return withTrash(async (listed, trashes) => {
    const now = new Date();
    const cutoff = now.getTime() - (options.olderThan ?? 0) * 86_400_000;
    const chosen =
      options.olderThan === undefined
        ? listed
        : listed.filter(({ deleted }) => deleted !== undefined && deleted.getTime() <= cutoff);
    if (!options.yes && !(await confirm(chosen.length))) return ExitCode.usage;
    const outcomes = chosen.map(deleteTrashed);
    if (options.olderThan === undefined)
      outcomes.push(...trashes.flatMap((trash) => deleteLeftovers(trash, now)));
    let failed = 0;
    for (const { path, problems } of outcomes) {
      if (problems.length > 0) failed++;
      for (const { path: below, problem } of problems) {
        reportProblem(
          'delete',
          Buffer.concat([path, below.length > 0 ? joinComponents(below) : Buffer.of()]),
          problem,
        );
      }
    }
    const removed = outcomes.length - failed;
    await print(`deleted ${plural(removed, 'entry', 'entries')} for good\n`);
    return failed > 0 ? ExitCode.incomplete : ExitCode.ok;
  });
}

/** why: what is deleted here cannot be brought back, so that nothing is done without a yes. */
async function confirm(count: number): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UserError('deleting for good asks first: add --yes where nobody can answer', ExitCode.usage);
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`Delete ${plural(count, 'entry', 'entries')} for good? [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}
