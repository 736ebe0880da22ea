import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runCommand } from '../test/programs/command.js';
import { hectareCommand, runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';

const fixture = provideFixture(['names', 'wide', 'deep']);
const testWithTerminal = testNeeding('script (util-linux)');

describe('a pipe that is closed early', () => {
  const runs: [string, string[]][] = [
    ['a listing as CSV', ['list']],
    ['a listing as JSON lines', ['list', '--format', 'jsonl']],
    ['a listing of paths', ['list', '--format', 'paths0']],
    ['a scan', ['scan', '--depth', '100', '--top', '10000']],
    ['a scan as JSON', ['scan', '--json']],
  ];
  for (const [title, words] of runs) {
    test(`ends ${title} quietly`, async () => {
      const { stderr, code, signal } = await runHectare([...words, fixture.tree], { closeEarly: true });
      expect(stderr).toBe('');
      expect(code === 0 || code === 141 || signal === 'SIGPIPE').toBe(true);
    });
  }
});

describe('in a pipe', () => {
  test('nothing moves the cursor or sets a colour', async () => {
    const { stdout, stderr, code } = await runHectare(['scan', join(fixture.tree, 'wide')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const control of ['\r', '\x1b']) expect(stdout.toString()).not.toContain(control);
  });
});

/** Bytes in latin1 that must never reach a terminal from a name. */
const attacks: [string, string][] = [
  ['a cleared screen', '\x1b[2J'],
  ['a colour', '\x1b[31;1m'],
  ['the clipboard', '\x1b]52'],
  ['the title', '\x1b]0;owned'],
  ['a bell', '\x07'],
  ['a backspace', '\x08'],
  ['a C1 control, as one byte', 'raw-\x9b'],
  ['a C1 control, in UTF-8', '\xc2\x9b'],
  ['a right-to-left override', '\xe2\x80\xae'],
  ['a right-to-left isolate', '\xe2\x81\xa7'],
  ['a line of its own', '\n999G total'],
  ['a carriage return within a line', 'carriage\rreturn'],
];

describe('on a terminal', () => {
  const names = () => join(fixture.tree, 'names');
  const commands: [string, () => string[]][] = [
    ['a scan', () => ['scan', '--top', '10000', '--depth', '10', names()]],
    ['a listing', () => ['list', names()]],
    ['a listing as JSON lines', () => ['list', '--format', 'jsonl', names()]],
    ['a listing of paths', () => ['list', '--format', 'paths0', names()]],
  ];
  for (const [title, words] of commands) {
    testWithTerminal(`${title} lets no name control it`, async () => {
      const screen = await showOnTerminal(words());
      expect(screen).toContain('foo-bar');
      expect(attacks.filter(([, bytes]) => screen.includes(bytes))).toEqual([]);
    });
  }

  testWithTerminal('an error message lets no name control it', async () => {
    const folder = join(names(), 'as-folders', 'clear\x1b[2J\x1b[Hscreen', 'missing');
    const screen = await showOnTerminal(['scan', folder]);
    expect(screen).toContain('missing');
    expect(screen).not.toContain('\x1b[2J');
  });
});

/** Returns what a terminal shows of a command; `script` makes the terminal. */
async function showOnTerminal(words: string[]): Promise<string> {
  const quoted = hectareCommand(...words).map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const { stdout } = await runCommand(['script', '-qec', quoted.join(' '), '/dev/null']);
  return stdout.toString('latin1');
}
