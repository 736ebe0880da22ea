/** Where the program keeps what is to outlive it. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
}

/** The variable that puts everything elsewhere: what tests run with, and who carries the program on a stick. */
const DATA_VARIABLE = 'HECTARE_DATA';

/**
 * XDG Base Directory Specification 0.8 (relative paths are not valid there), Application Support, or the local AppData:
 * snapshots are large, and tell of this machine only.
 */
export function dataFolder({ platform, environment, home }: Surroundings = here()): string {
  const given = environment[DATA_VARIABLE];
  if (given) return given;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'hectare');
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'hectare');
  const shared = environment.XDG_DATA_HOME;
  return join(shared && isAbsolute(shared) ? shared : join(home, '.local', 'share'), 'hectare');
}

export const snapshotFolder = (): string => join(dataFolder(), 'snapshots');

function here(): Surroundings {
  return { platform: process.platform, environment: process.env, home: homedir() };
}
