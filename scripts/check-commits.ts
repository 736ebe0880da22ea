import { checkMessage, readNewCommits } from './commit-rule.js';

/** Checks the messages of new commits by the rule of CONTRIBUTING.md: `tsx scripts/check-commits.ts`, from the root. */
const found = readNewCommits(process.cwd());

if ('reason' in found) console.log(`no commits checked: ${found.reason}`);
else {
  const faults = found.commits.flatMap(({ hash, message }) =>
    checkMessage(message).map((problem) => `${hash} ${message.split('\n', 1)[0]}: ${problem}`),
  );
  for (const fault of faults) console.error(fault);
  console.log(`${found.commits.length} commits, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
