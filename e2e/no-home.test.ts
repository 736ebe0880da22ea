/** A user without a home: where snapshots would go, nothing goes; all else works. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { type CommandResult, runCommand } from '../test/programs/command.js';
import { hectareCommand, runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { unprivilegedOptions } from '../test/programs/unprivileged.js';

const fixture = provideFixture(['plain']);

const commands: [words: (folder: string) => string[], code: number, hasOutput: boolean][] = [
  [(folder) => ['scan', '--save', folder], 1, true],
  [(folder) => ['scan', '--rescan', folder], 1, true],
  [(folder) => ['scan', '--quick', folder], 1, true],
  [(folder) => ['scan', folder], 0, true],
  [(folder) => ['compare', folder], 1, false],
  [(folder) => ['compare', folder, folder], 0, true],
  [() => ['snapshots', 'list'], 1, false],
  [() => ['snapshots', 'show', '2026'], 1, false],
  [() => ['snapshots', 'delete', '2026'], 1, false],
  [() => ['snapshots', 'path'], 1, false],
];

describe.each([
  ['an empty HOME', ''],
  ['a relative HOME', 'here'],
])('with %s', (_, home) => {
  test('results are printed, and what is missing is said', async () => {
    const environment = { HOME: home, HECTARE_DATA: '', XDG_DATA_HOME: '' };
    for (const [words, code, hasOutput] of commands) {
      expectOutcome(await runHectare(words(fixture.tree), { environment }), code, hasOutput);
    }
  });
});

testNeeding('Linux', 'root')('with a user whom the system does not know', async () => {
  const { program = hectareCommand() } = unprivilegedOptions(fixture.top);
  for (const [words, code, hasOutput] of commands) {
    const command = ['env', '-u', 'HOME', '-u', 'HECTARE_DATA', ...program, ...words(fixture.tree)];
    expectOutcome(await runCommand(command, { user: 54_321 }), code, hasOutput);
  }
});

test('a home that is a file keeps nothing, and the result is printed all the same', async () => {
  const home = join(fixture.top, 'home');
  writeFileSync(home, '');
  const environment = { HOME: home, HECTARE_DATA: '', XDG_DATA_HOME: '' };
  for (const option of ['--save', '--rescan']) {
    expectOutcome(await runHectare(['scan', option, fixture.tree], { environment }), 1, true);
  }
});

function expectOutcome({ code, stdout, stderr }: CommandResult, expected: number, hasOutput: boolean): void {
  expect(stderr).not.toMatch(/^\s+at |node:internal/m);
  expect({ code, hasOutput: stdout.length > 0 }).toEqual({ code: expected, hasOutput });
  if (code !== 0) expect(stderr).toContain('HECTARE_DATA');
}
