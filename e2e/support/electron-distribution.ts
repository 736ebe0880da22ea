/**
 * Stand-in for the folder that Electron is distributed as: of each system, the files that electron-builder reads or
 * changes, with the fuses as Electron has them before anybody flips them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type PackedSystem = 'linux' | 'darwin' | 'win32';

/** Bytes of the fuses: what @electron/fuses looks for, the version of the wire, the number of fuses, their states. */
const fuses = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0810110001', 'latin1');

export async function makeElectronDistribution(folder: string, system: PackedSystem): Promise<void> {
  for (const [path, content] of Object.entries(makers[system]())) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { mode: 0o755 });
  }
}

const makers: Readonly<Record<PackedSystem, () => Record<string, Uint8Array | string>>> = {
  linux: () => ({ electron: fuses, ...locales('locales', 'pak'), 'resources/readme': '' }),
  win32: () => ({ 'electron.exe': windowsProgram(), ...locales('locales', 'pak'), 'resources/readme': '' }),
  darwin: () => {
    const inside = 'Electron.app/Contents';
    const framework = `${inside}/Frameworks/Electron Framework.framework`;
    return {
      ...bundle('Electron.app', 'Electron'),
      ...helper(inside, 'Electron Helper'),
      ...helper(inside, 'Electron Helper (GPU)'),
      ...helper(inside, 'Electron Helper (Plugin)'),
      ...helper(inside, 'Electron Helper (Renderer)'),
      [`${framework}/Electron Framework`]: fuses,
      ...locales(`${framework}/Versions/A/Resources`, 'lproj'),
      ...locales(`${inside}/Resources`, 'lproj'),
    };
  },
};

const locales = (folder: string, kind: string): Record<string, string> =>
  Object.fromEntries(['en-US', 'de', 'fr'].map((language) => [`${folder}/${language}.${kind}`, '']));

const helper = (inside: string, name: string): Record<string, string> =>
  bundle(`${inside}/Frameworks/${name}.app`, name);

const bundle = (folder: string, name: string): Record<string, string> => ({
  [`${folder}/Contents/MacOS/${name}`]: '',
  [`${folder}/Contents/Info.plist`]: `<?xml version="1.0" encoding="UTF-8"?>
    <plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string></dict></plist>`,
});

/** Returns a program without code, whose resources can be edited. */
function windowsProgram(): Uint8Array {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 0x0409, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(fuses);
  return new Uint8Array(program.generate());
}
