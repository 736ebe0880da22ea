/** Result of a step of the check. A skipped test is named in full; its name says why it was skipped. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Counts what vitest's JSON reporter wrote (undefined when it wrote nothing). A file that could not be loaded
 * or whose hook threw counts as one failed test. So does a run that failed for a reason which no test shows: a crash, an
 * error outside of any test, no test at all.
 */
export function countTests(json: string | undefined, exitCode: number): Outcome {
  const report = parseReport(json);
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const file of report?.testResults ?? []) {
    const failedBefore = failed;
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') passed++;
      else if (status === 'skipped' || status === 'todo') skipped.push(fullName);
      // Also "pending": the test was started, and its process ended first.
      else failed++;
    }
    if (file.status === 'failed' && failed === failedBefore) failed++;
  }
  const ranNothing = passed + failed === 0;
  if (failed === 0 && (report === undefined || exitCode !== 0 || ranNothing)) failed++;
  return { passed, failed, skipped };
}

function parseReport(json: string | undefined): Report | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isReport(value) ? value : undefined;
  } catch {
    // A crash may have cut the report short.
    return undefined;
  }
}

function isReport(value: unknown): value is Report {
  return (
    typeof value === 'object' && value !== null && 'testResults' in value && Array.isArray(value.testResults)
  );
}

/** Formats the last line of `npm test`. Other programs rely on its form. */
export function formatTotal({ passed, failed, skipped }: Outcome): string {
  const total = `${passed} passed, ${failed} failed`;
  return skipped.length === 0 ? total : `${total}, ${skipped.length} skipped`;
}

export function sumOutcomes(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  };
}
