import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNewCommits } from './commit-rule.js';
import { findElectron } from './find-electron.js';
import { countTests, formatTotal, type Outcome, sumOutcomes } from './vitest-report.js';

/**
 * All checks of the repository: what `npm test` runs. With `--static` (`npm run check`) those that take seconds. Every step
 * runs even when an earlier one failed; a step other than a test run counts as one test. The last line printed is the
 * total, and only that.
 */
interface Step {
  readonly name: string;
  /** A command line for the shell; npm has put the packages' programs on the path. */
  readonly command: string;
  readonly isTestRun?: true;
  /** Reason why it cannot run here. */
  readonly skipped?: string | undefined;
}

interface Finished {
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

const staticSteps: readonly Step[] = [
  { name: 'format and lint', command: 'biome check --error-on-warnings' },
  { name: 'import rules', command: 'tsx scripts/check-imports.ts' },
  { name: 'types', command: 'tsc -b' },
  { name: 'dead code', command: 'knip' },
  { name: 'sizes', command: 'tsx scripts/check-sizes.ts' },
  { name: 'commits', command: 'tsx scripts/check-commits.ts', skipped: whyNoCommits() },
];

const otherSteps: readonly Step[] = [
  { name: 'build', command: 'npm run --silent build' },
  { name: 'unit tests', command: 'vitest run --project unit', isTestRun: true },
  { name: 'end-to-end tests', command: 'vitest run --project e2e', isTestRun: true },
  {
    name: 'desktop journeys',
    command: 'vitest run --project desktop',
    isTestRun: true,
    skipped: whyNoWindow(),
  },
];

function runStep(step: Step): Finished {
  console.log(`\n── ${step.name}: ${step.command}`);
  const started = performance.now();
  const outcome = runIfPossible(step);
  const finished = { name: step.name, outcome, seconds: (performance.now() - started) / 1000 };
  console.log(describeStep(finished));
  return finished;
}

function runIfPossible({ name, command, isTestRun, skipped }: Step): Outcome {
  if (skipped !== undefined) return { passed: 0, failed: 0, skipped: [`${name} (skipped: ${skipped})`] };
  return isTestRun ? runTests(command) : judge(runCommand(command));
}

/** Returns why there is no window: the journeys need Electron's program and a display. */
function whyNoWindow(): string | undefined {
  const found = findElectron();
  return 'reason' in found ? found.reason : undefined;
}

/** Returns why new commits are not known: a copy without git, or a shallow one. */
function whyNoCommits(): string | undefined {
  const found = readNewCommits(process.cwd());
  return 'reason' in found ? found.reason : undefined;
}

function judge(exitCode: number): Outcome {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] };
}

function runTests(command: string): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'hectare-check-'));
  try {
    const reportPath = join(folder, 'report.json');
    const reporters = `--reporter=default --reporter=json --outputFile.json="${reportPath}"`;
    const exitCode = runCommand(`${command} ${reporters}`);
    return countTests(readIfThere(reportPath), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the exit code, or 1 when a signal ended the command or it could not be started. */
function runCommand(command: string): number {
  return spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Vitest crashed before it could write: countTests takes that as a failure.
    return undefined;
  }
}

function describeStep({ name, outcome, seconds }: Finished): string {
  const result = outcome.failed === 0 ? 'ok' : 'FAILED';
  return `${result.padEnd(6)} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s  ${formatTotal(outcome)}`;
}

const steps = process.argv.includes('--static') ? staticSteps : [...staticSteps, ...otherSteps];
const finished = steps.map(runStep);
const total = sumOutcomes(finished.map(({ outcome }) => outcome));
console.log('\n── summary');
for (const step of finished) console.log(describeStep(step));
for (const name of total.skipped) {
  console.log(`skipped: ${name}${/\(skipped: .+\)/.test(name) ? '' : ' (gives no reason)'}`);
}
console.log(formatTotal(total));
process.exitCode = total.failed === 0 ? 0 : 1;
