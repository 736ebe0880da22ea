import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { count, folder } from './option-values.js';
import { pointToHelp, usageText } from './usage-text.js';

/** What a command says of wrong words, on standard error. */
function saidOf(...words: string[]): string {
  let said = '';
  const program = new Command('hectare').exitOverride().configureOutput({
    outputError: (text, write) => write(usageText(text)),
    writeErr: (text) => {
      said += text;
    },
  });
  program
    .command('scan')
    .argument('[folder]', 'a folder', folder)
    .option('--top <n>', 'how many', count)
    .option('--json', 'as JSON');
  pointToHelp(program, 'hectare');
  expect(() => program.parse(words, { from: 'user' })).toThrow();
  return said;
}

describe('a wrong command line', () => {
  test('is explained in one sentence, and the command says where its help is', () => {
    expect(saidOf('scan', '--top', 'x')).toBe(
      "hectare: option '--top <n>' argument 'x' is invalid: a whole number is needed, like 10.\n(try: hectare scan --help)\n",
    );
    expect(saidOf('scan', '')).toContain("is invalid for argument 'folder': a folder cannot be empty");
    expect(saidOf('frob')).toBe("hectare: unknown command 'frob'\n(try: hectare --help)\n");
  });

  test('is told what it may have meant', () => {
    expect(saidOf('scan', '--jsn')).toContain("'--jsn'\n(Did you mean --json?)\n(try");
  });

  test.each([
    ['an escape sequence', '\x1b[31m', '\\x1b[31m'],
    ['a line of its own', '\n999G total', '\\n999G total'],
    ['a suggestion of its own', '\n(Did you mean --json?)', '\\n(Did you mean --json?)'],
    ['an override of the direction', '\u202e', '\\u202e'],
    ['a byte that is not UTF-8', '\udce9', '\\xe9'],
  ])('cannot send %s to the terminal', (_title, hostile, shown) => {
    for (const word of [`--${hostile}`, hostile]) {
      expect(saidOf('scan', '--top', word)).toContain(shown);
      expect(saidOf('scan', `--${word}`)).toContain(shown);
      expect(saidOf('scan', `--${word}`)).not.toContain(hostile);
    }
  });
});
