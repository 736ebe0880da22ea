/** Output that cannot be written, or is not wanted any more: by command and stream. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { type CommandResult, runCommand } from '../test/programs/command.js';
import { hectareCommand } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';

const fixture = provideFixture(['plain', 'wide']);
const testOnLinux = testNeeding('Linux');

/** Words of a command, its exit code with sound streams, and whether it has something to say on each of them. */
const commands: [title: string, words: () => string[], code: number, says: 'output' | 'errors'][] = [
  ['scan', () => ['scan', fixture.tree], 0, 'output'],
  ['scan --json', () => ['scan', '--json', fixture.tree], 0, 'output'],
  ['scan of what is not there', () => ['scan', join(fixture.tree, 'missing')], 3, 'errors'],
  ['list', () => ['list', fixture.tree], 0, 'output'],
  ['compare', () => ['compare', fixture.tree, fixture.tree], 0, 'output'],
  ['snapshots list', () => ['snapshots', 'list', '--snapshots', join(fixture.top, 'none')], 0, 'errors'],
  ['snapshots path', () => ['snapshots', 'path'], 0, 'output'],
  ['--help', () => ['--help'], 0, 'output'],
  ['--version', () => ['--version'], 0, 'output'],
  ['a wrong option', () => ['scan', '--wrong'], 2, 'errors'],
];

const streams: [redirection: string, breaks: ('output' | 'errors')[]][] = [
  ['>/dev/null 2>/dev/null', []],
  ['>/dev/full', ['output']],
  ['>&-', ['output']],
  ['2>/dev/full', ['errors']],
  ['2>&-', ['errors']],
  ['>/dev/full 2>/dev/full', ['output', 'errors']],
  ['>&- 2>&-', ['output', 'errors']],
];

describe.each(commands)('%s', (_title, words, code, says) => {
  for (const [redirection, breaks] of streams) {
    const isLost = breaks.some((stream) => stream === says);
    testOnLinux(
      `with ${redirection} ${isLost ? 'says by its exit code what is lost' : 'loses nothing'}`,
      async () => {
        const result = await runInShell(words(), redirection);
        expect(result.code).toBe(isLost ? Math.max(1, code) : code);
        expect(result.stderr).not.toMatch(/^\s+at |node:internal/m);
        if (isLost && !breaks.includes('errors')) expect(result.stderr).toContain('cannot write the output');
      },
    );
  }
});

testOnLinux('output that a program discards for its child is no loss', async () => {
  for (const words of [['scan', fixture.tree], ['--version']]) {
    const [node = '', ...rest] = hectareCommand(...words);
    const child = spawn(node, rest, { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([0, null]);
  }
});

describe('a signal', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    testOnLinux(`${signal} ends a listing within two seconds whose reader hangs, by the signal`, async () => {
      const [node = '', ...rest] = hectareCommand('list', join(fixture.tree, 'wide'));
      // Nobody reads: the pipe is full soon.
      const child = spawn(node, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
      await once(child.stdout, 'readable');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const started = performance.now();
      child.kill(signal);
      const [code, ending] = await once(child, 'exit');
      child.stdout.destroy();
      expect({ code, ending }).toEqual({ code: null, ending: signal });
      expect(performance.now() - started).toBeLessThan(2000);
    });
  }

  testOnLinux('shows in a shell as 128 and its number', async () => {
    const script =
      'for round in 1 2 3; do "$@" & child=$!; sleep 1; kill -TERM $child; wait $child; echo $?; done';
    const { stdout } = await runCommand([
      'sh',
      '-c',
      script,
      'sh',
      ...hectareCommand('serve', '--no-open', fixture.tree),
    ]);
    expect(
      stdout
        .toString()
        .split('\n')
        .filter((line) => /^\d+$/.test(line)),
    ).toEqual(['143', '143', '143']);
  });
});

/** Runs the command line from a shell that redirects it. why: `exit` keeps the shell from becoming the program itself. */
function runInShell(words: string[], redirection: string): Promise<CommandResult> {
  return runCommand(['sh', '-c', `"$@" ${redirection}; exit $?`, 'sh', ...hectareCommand(...words)]);
}
