import { describe, expect, test } from 'vitest';
import { countTests, formatTotal, sumOutcomes } from './vitest-report.js';

interface FileResult {
  readonly status: 'passed' | 'failed';
  readonly tests?: readonly string[];
}

/** Makes a report as vitest 4 writes it, as far as it is read. */
function reportOf(files: readonly FileResult[]): string {
  const testResults = files.map(({ status, tests = [] }, index) => ({
    name: `${index}.test.ts`,
    status,
    assertionResults: tests.map((outcome) => ({ status: outcome, fullName: `a test (${outcome})` })),
  }));
  return JSON.stringify({ testResults });
}

describe('counting what vitest reports', () => {
  test('counts passed, failed and skipped tests over all files', () => {
    const report = reportOf([
      { status: 'failed', tests: ['passed', 'failed', 'skipped'] },
      { status: 'passed', tests: ['passed', 'todo'] },
    ]);
    const outcome = countTests(report, 1);
    expect(outcome).toEqual({ passed: 2, failed: 1, skipped: ['a test (skipped)', 'a test (todo)'] });
    expect(formatTotal(outcome)).toBe('2 passed, 1 failed, 2 skipped');
  });

  test.each<[title: string, json: string | undefined, exitCode: number, passed: number]>([
    ['a file that cannot be loaded', reportOf([{ status: 'failed' }]), 1, 0],
    ['a hook that throws', reportOf([{ status: 'failed', tests: ['passed', 'skipped'] }]), 1, 1],
    ['a test whose process ended', reportOf([{ status: 'passed', tests: ['pending'] }]), 1, 0],
    ['an error outside of any test', reportOf([{ status: 'passed', tests: ['passed'] }]), 1, 1],
    ['a crash after the report', reportOf([{ status: 'passed', tests: ['passed'] }]), 134, 1],
    ['a report without tests', reportOf([]), 0, 0],
    ['only skipped tests', reportOf([{ status: 'passed', tests: ['skipped'] }]), 0, 0],
    ['no report', undefined, 0, 0],
    ['half a report', reportOf([{ status: 'passed', tests: ['passed'] }]).slice(0, 40), 0, 0],
    ['a report of another shape', '{"results":[]}', 0, 0],
    ['a report that is no object', 'null', 0, 0],
  ])('takes %s as one failure', (_title, json, exitCode, passed) => {
    expect(countTests(json, exitCode)).toMatchObject({ passed, failed: 1 });
  });

  test('says nothing of skipped tests where there are none', () => {
    const one = countTests(reportOf([{ status: 'passed', tests: ['passed'] }]), 0);
    expect(formatTotal(sumOutcomes([one, one, { passed: 0, failed: 1, skipped: [] }]))).toBe(
      '2 passed, 1 failed',
    );
  });
});
