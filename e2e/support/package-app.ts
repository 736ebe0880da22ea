/**
 * Packages the built app with the project's own configuration, in a copy of what that reads, on a stand-in of Electron.
 */
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import manifest from '../../package.json' with { type: 'json' };
import { isMet, testNeeding } from '../../test/programs/requirements.js';
import { makeElectronDistribution, type PackedSystem } from './electron-distribution.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Whether this machine can package. why: on others electron-builder refuses to package for macOS. */
export const canPackage = isMet('Linux or macOS');
export const testPackages = testNeeding('Linux or macOS');

const platforms = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS };

/** Makes a project to package, with koffi's native parts for all systems, and files that must not be packed. */
export async function copyProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'hectare-packages-'));
  const copied = ['package.json', 'LICENSE', 'build', 'out/main', 'out/preload', 'out/renderer', 'out/node'];
  for (const path of [...copied, 'src/renderer/public', 'node_modules/koffi', 'node_modules/valibot']) {
    await cp(join(repository, path), join(project, path), { recursive: true });
  }
  const natives = 'node_modules/@koromix';
  for (const system of ['linux-x64', 'darwin-arm64', 'win32-x64']) {
    await makeNativePart(join(project, natives, `koffi-${system}`), system.replace('-', '_'));
  }
  await cp(join(repository, natives), join(project, natives), { recursive: true });
  return project;
}

async function makeNativePart(folder: string, build: string): Promise<void> {
  for (const kind of [build, build.replace('linux', 'musl')]) {
    await mkdir(join(folder, kind), { recursive: true });
    await writeFile(join(folder, kind, 'koffi.node'), '');
  }
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(folder, 'index.js'), '');
}

export type Packaged = Awaited<ReturnType<typeof packageApp>>;

interface Packing {
  readonly system: PackedSystem;
  readonly arch: 'x64' | 'arm64';
  /** Kinds of packages, made up to the last step; only the unpacked app where there are none. */
  readonly targets?: string[];
  readonly options?: Configuration;
}

/**
 * Returns the paths of the unpacked app, the desktop entries of the requested kinds of packages, and what a .deb
 * installs besides the app, as FROM=TO. Rejects where the configuration is not what electron-builder's schema allows.
 */
export async function packageApp(project: string, { system, arch, targets, options }: Packing) {
  const distribution = join(project, `electron-${system}`);
  await makeElectronDistribution(distribution, system);
  const output = join(project, 'out/packages', `${system}-${arch}`);
  const entries = { appImage: '', deb: '' };
  const installed: string[] = [];
  await build({
    projectDir: project,
    targets: platforms[system].createTarget(targets ?? ['dir'], Arch[arch]),
    config: {
      extends: join(repository, 'build/electron-builder.ts'),
      directories: { output },
      electronDist: distribution,
      electronVersion: manifest.devDependencies.electron,
      // why: codesign signs only real programs.
      electronFuses: { resetAdHocDarwinSignature: false },
      ...options,
    },
    effectiveOptionComputed: async (computed: { desktop: string } | [string[], string]) => {
      if (Array.isArray(computed)) {
        installed.push(...computed[0].filter((argument) => argument.includes('=/usr/share/')));
        entries.deb = await readFile(computed[1], 'utf8');
      } else {
        entries.appImage = computed.desktop;
      }
      return true;
    },
  });
  return { ...placesIn[system](output), entries, installed };
}

const placesIn = {
  linux: (output: string) => ({
    program: join(output, 'linux-unpacked/hectare-desktop'),
    resources: join(output, 'linux-unpacked/resources'),
    locales: join(output, 'linux-unpacked/locales'),
  }),
  win32: (output: string) => ({
    program: join(output, 'win-unpacked/Hectare.exe'),
    resources: join(output, 'win-unpacked/resources'),
    locales: join(output, 'win-unpacked/locales'),
  }),
  darwin: (output: string) => ({
    program: join(output, 'mac-arm64/Hectare.app'),
    resources: join(output, 'mac-arm64/Hectare.app/Contents/Resources'),
    locales: join(output, 'mac-arm64/Hectare.app/Contents/Resources'),
  }),
};
