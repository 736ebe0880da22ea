/** Folders for what outlives the program. They are undefined where the user has no home, and no variable names another. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string | undefined;
}

/** Variable that puts everything elsewhere: for tests, and for a program that is carried on a stick. */
const DATA_VARIABLE = 'HECTARE_DATA';

/**
 * Returns the folder by the XDG Base Directory Specification 0.8 (relative paths are not valid there), Application
 * Support, or the local AppData: snapshots are large, and are about this machine only.
 */
export function dataFolder({ platform, environment, home }: Surroundings = here()): string | undefined {
  const given = environment[DATA_VARIABLE];
  if (given) return resolve(given);
  if (platform === 'darwin') return below(home, 'Library', 'Application Support', 'hectare');
  if (platform === 'win32')
    return below(environment.LOCALAPPDATA || below(home, 'AppData', 'Local'), 'hectare');
  return below(absolute(environment.XDG_DATA_HOME) ?? below(home, '.local', 'share'), 'hectare');
}

/** Returns the folder for what the program did: the state folder of the XDG specification, elsewhere the data folder. */
export function stateFolder({ platform, environment, home }: Surroundings = here()): string | undefined {
  const isXdg = platform !== 'darwin' && platform !== 'win32';
  if (environment[DATA_VARIABLE] || !isXdg) return dataFolder({ platform, environment, home });
  return below(absolute(environment.XDG_STATE_HOME) ?? below(home, '.local', 'state'), 'hectare');
}

/** Returns the home trash of the freedesktop.org Trash specification. */
export function homeTrashFolder({ environment, home }: Surroundings = here()): string | undefined {
  return below(absolute(environment.XDG_DATA_HOME) ?? below(home, '.local', 'share'), 'Trash');
}

export const snapshotFolder = (): string | undefined => below(dataFolder(), 'snapshots');

/** Returns the user's home; undefined where there is none, or what is called so is no place: a relative path. */
export function homeFolder(): string | undefined {
  try {
    return absolute(homedir());
  } catch {
    // why: neither HOME nor the list of users tells, as in a container that runs as a user of any number.
    return undefined;
  }
}

const here = (): Surroundings => ({
  platform: process.platform,
  environment: process.env,
  home: homeFolder(),
});

const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && isAbsolute(path) ? path : undefined;

const below = (folder: string | undefined, ...names: string[]): string | undefined =>
  folder === undefined ? undefined : join(folder, ...names);
