/** Messages about a wrong command line. */
import type { Command } from 'commander';
import { safeText } from './terminal-text.js';

/** Returns commander's message in our form, the user's words shown and not sent: a shell's * may give any. */
export function usageText(text: string): string {
  const [, problem, suggestion = ''] = /^(?:error: )?(.*?)(\n\(Did you mean [^\n]*\))?\n$/s.exec(text) ?? [
    '',
    text,
  ];
  const sentence = problem!.replace(/( is invalid(?: for argument '\w+')?)\. (?=[a-z])/, '$1: ');
  return `hectare: ${safeText(sentence)}${suggestion}\n`;
}

/** Makes each command name its own help after an error. */
export function pointToHelp(command: Command, name: string): void {
  command.showHelpAfterError(`(try: ${name} --help)`);
  for (const each of command.commands) pointToHelp(each, `${name} ${each.name()}`);
}
