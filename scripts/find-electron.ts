/**
 * Finds out whether the desktop app can run here. It only looks: requiring `electron` where its program is missing starts a
 * download.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packageFolder = join(import.meta.dirname, '../node_modules/electron');

export type FoundElectron =
  | { readonly program: string }
  /** Reason why there can be no window. */
  | { readonly reason: string };

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly isRoot: boolean;
}

const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
};

/**
 * Returns Electron's program, or why there can be no window.
 * @param electron the folder of the package.
 */
export function findElectron(
  machine: Machine = thisMachine,
  electron: string = packageFolder,
): FoundElectron {
  const program = findProgram(machine.environment, electron);
  if (program === undefined) {
    return { reason: 'the Electron program is not installed (npx install-electron gets it)' };
  }
  const reason = machine.platform === 'linux' ? whyNoWindow(machine) : undefined;
  return reason === undefined ? { program } : { reason };
}

/** Returns the program, found as Electron's own index.js and electron-vite find it. */
function findProgram(environment: Readonly<NodeJS.ProcessEnv>, electron: string): string | undefined {
  const { ELECTRON_EXEC_PATH: named, ELECTRON_OVERRIDE_DIST_PATH: folder } = environment;
  const pathFile = join(electron, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const places = [
    named,
    folder === undefined ? undefined : join(folder, name ?? 'electron'),
    name === undefined ? undefined : join(electron, 'dist', name),
  ];
  return places.find((place) => place !== undefined && existsSync(place));
}

function whyNoWindow({ environment, isRoot }: Machine): string | undefined {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = environment;
  if (!x11 && !wayland) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  // why: Chromium's sandbox refuses root, and we open no window without it.
  return isRoot ? 'the window is sandboxed, which root cannot be: start it as another user' : undefined;
}
