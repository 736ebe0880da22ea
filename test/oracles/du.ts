import { type CommandOptions, runCommand } from '../programs/command.js';

export interface DuOptions extends CommandOptions {
  /** Commands that the command runs through, for instance into a mount namespace. */
  through?: string[];
  followLinks?: boolean;
  countLinks?: boolean;
  /** Patterns of names, as `du --exclude` takes them. */
  excludes?: string[];
  /** Counts what lies on other file systems too. */
  crossMounts?: boolean;
}

export interface DuResult {
  allocatedBytes: bigint;
  code: number | null;
  /** Number of its complaints. */
  errors: number;
}

/** Runs GNU du once over folders, and returns what they occupy together. */
export async function askDu(folders: string[], options: DuOptions = {}): Promise<DuResult> {
  const { through = [], followLinks, countLinks, excludes = [], crossMounts, ...commandOptions } = options;
  const flags = ['-s', '-c', '-0', '-B1'];
  if (!crossMounts) flags.push('-x');
  if (followLinks) flags.push('-L');
  if (countLinks) flags.push('-l');
  flags.push(...excludes.map((pattern) => `--exclude=${pattern}`));
  const { stdout, stderr, code } = await runCommand(
    [...through, 'du', ...flags, '--', ...folders],
    commandOptions,
  );
  const total = stdout.toString('latin1').split('\0').at(-2) ?? '';
  const errors = stderr.split('\n').filter((line) => line.startsWith('du: ')).length;
  return { allocatedBytes: BigInt(total.split('\t')[0] ?? ''), code, errors };
}
