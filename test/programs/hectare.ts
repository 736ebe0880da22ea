import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandOptions, type CommandResult, runCommand } from './command.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export const cliPath = join(repository, 'out', 'node', 'cli.js');

export const backends = ['statx', 'fstatat', 'node'] as const;
export const scannerCounts = [1, 2, 8] as const;

export interface HectareOptions extends CommandOptions {
  /** Commands that the command line runs through, for instance into a mount namespace. */
  through?: string[];
  /** Another copy of the program, for a user who may not read this one. */
  program?: string[];
}

/** Arguments that start the built command line, as a shell would get them. */
export function hectareCommand(...words: string[]): string[] {
  if (!existsSync(cliPath)) throw new Error(`${cliPath} is missing: run "npm run build" first`);
  return [process.execPath, cliPath, ...words];
}

/** Runs the built command line to its end. */
export function runHectare(words: string[], options: HectareOptions = {}): Promise<CommandResult> {
  const { through = [], program, ...commandOptions } = options;
  const command = program === undefined ? hectareCommand(...words) : [...program, ...words];
  return runCommand([...through, ...command], commandOptions);
}
