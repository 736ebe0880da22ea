/** Folder for what outlives the program. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Variable that puts everything elsewhere: for tests, and for a program that is carried on a stick. */
const DATA_VARIABLE = 'HECTARE_DATA';

/**
 * Returns the folder by the XDG Base Directory Specification 0.8 (relative paths are not valid there), Application
 * Support, or the local AppData: snapshots are large, and are about this machine only.
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

/** Where the program keeps what it did: the state folder of the XDG specification, elsewhere the data folder. */
export function stateFolder({ platform, environment, home }: Surroundings = here()): string {
  const isXdg = platform !== 'darwin' && platform !== 'win32';
  if (environment[DATA_VARIABLE] || !isXdg) return dataFolder({ platform, environment, home });
  const shared = environment.XDG_STATE_HOME;
  return join(shared && isAbsolute(shared) ? shared : join(home, '.local', 'state'), 'hectare');
}

/** The home trash of the freedesktop.org Trash specification. */
export function homeTrashFolder({ environment, home }: Surroundings = here()): string {
  const shared = environment.XDG_DATA_HOME;
  return join(shared && isAbsolute(shared) ? shared : join(home, '.local', 'share'), 'Trash');
}

export const snapshotFolder = (): string => join(dataFolder(), 'snapshots');

function here(): Surroundings {
  return { platform: process.platform, environment: process.env, home: homedir() };
}
