/**
 * Finds out whether the desktop app can run here. It only looks: requiring `electron` where its program is missing starts a
 * download.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Settings of the kernel with which an unpacked Electron gets no sandbox: Ubuntu from 23.10 on allows user namespaces only to
 * programs with an AppArmor profile (electron#42510), others to nobody.
 */
const sandboxRefusals: Readonly<Record<string, string>> = {
  'kernel/apparmor_restrict_unprivileged_userns': '1',
  'kernel/unprivileged_userns_clone': '0',
  'user/max_user_namespaces': '0',
};

/** Bit of a file's mode: it runs as its owner. */
const setUserId = 0o4000;

const packageFolder = join(import.meta.dirname, '../node_modules/electron');

export type FoundElectron =
  | { readonly program: string }
  /** Reason why there can be no window. */
  | { readonly reason: string };

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly isRoot: boolean;
  /** Returns a setting of the kernel as text; undefined where there is none. */
  kernelSetting(name: string): string | undefined;
}

const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  kernelSetting: (name) => {
    const file = join('/proc/sys', name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  },
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
  const reason = machine.platform === 'linux' ? whyNoWindow(machine, program) : undefined;
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

function whyNoWindow(machine: Machine, program: string): string | undefined {
  const { environment, isRoot } = machine;
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = environment;
  if (!x11 && !wayland) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  // why: Chromium's sandbox refuses root, and we open no window without it.
  if (isRoot) return 'the window is sandboxed, which root cannot be: start it as another user';
  const refusal = Object.entries(sandboxRefusals).find(
    ([name, value]) => machine.kernelSetting(name) === value,
  );
  if (refusal === undefined || hasHelper(program)) return undefined;
  return `the window is sandboxed, which this system allows installed programs only (${refusal[0].replaceAll('/', '.')} is ${refusal[1]})`;
}

/** Returns whether Chromium's older sandbox can be had, whose helper belongs to root and runs as root. */
function hasHelper(program: string): boolean {
  const helper = statSync(join(dirname(program), 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper?.uid === 0 && (helper.mode & setUserId) !== 0;
}
