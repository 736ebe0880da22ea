/** What is said of a command line that is wrong. */
import type { Command } from 'commander';
import { safeText } from './terminal-text.js';

/** What commander has to say, in our way, with the words of the user shown and not sent: a shell's * may give any. */
export function usageText(text: string): string {
  const [, problem, suggestion = ''] = /^(?:error: )?(.*?)(\n\(Did you mean [^\n]*\))?\n$/s.exec(text) ?? [
    '',
    text,
  ];
  const sentence = problem!.replace(/( is invalid(?: for argument '\w+')?)\. (?=[a-z])/, '$1: ');
  return `hectare: ${safeText(sentence)}${suggestion}\n`;
}

/** After what is wrong, a command names its own help. */
export function pointToHelp(command: Command, name: string): void {
  command.showHelpAfterError(`(try: ${name} --help)`);
  for (const each of command.commands) pointToHelp(each, `${name} ${each.name()}`);
}
