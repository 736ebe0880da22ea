/**
 * How systems learn from the packages what Hectare is, and that folders can be opened with it: desktop entries, the
 * property list of macOS, the resources of a Windows program, the installer's menu entries, and icons.
 */
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractFile } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { runCommand } from '../test/programs/command.js';
import { testNeeding } from '../test/programs/requirements.js';
import { canPackage, copyProject, type Packaged, packageApp, testPackages } from './support/package-app.js';

const repository = fileURLToPath(new URL('..', import.meta.url));

let project: string;
let linux: Packaged;
let windows: Packaged;
let mac: Packaged;

beforeAll(async () => {
  if (!canPackage) return;
  project = await copyProject();
  linux = await packageApp(project, { system: 'linux', arch: 'x64', targets: ['AppImage', 'deb'] });
  windows = await packageApp(project, { system: 'win32', arch: 'x64' });
  mac = await packageApp(project, { system: 'darwin', arch: 'arm64' });
});

afterAll(async () => {
  if (canPackage) await rm(project, { recursive: true, force: true });
});

describe('on Linux', () => {
  testPackages('folders can be opened with it', () => {
    for (const entry of Object.values(linux.entries))
      expect(entry).toContain('\nMimeType=inode/directory;\n');
    expect(linux.entries.deb).toContain('\nExec=/opt/Hectare/hectare-desktop %F\n');
    // why: electron-builder gives an AppImage no other, and folders then come as file: addresses.
    expect(linux.entries.appImage).toContain('\nExec=AppRun %U\n');
  });

  testNeeding('Linux or macOS', 'desktop-file-validate')('its desktop entries are valid', async () => {
    for (const [kind, entry] of Object.entries(linux.entries)) {
      const path = join(project, `${kind}.desktop`);
      await writeFile(path, entry);
      const { stdout, stderr, code } = await runCommand(['desktop-file-validate', path]);
      expect({ kind, said: stdout.toString() + stderr, code }).toEqual({ kind, said: '', code: 0 });
    }
  });

  testPackages('windows belong to the entry, by its name', () => {
    expect(linux.entries.deb).toContain('\nStartupWMClass=hectare\n');
    const { desktopName } = JSON.parse(
      extractFile(join(linux.resources, 'app.asar'), 'package.json').toString(),
    );
    expect(linux.installed.map((each) => each.split('=')[1])).toContain(
      `/usr/share/applications/${desktopName}`,
    );
  });

  testPackages('its icon is there in each size that desktops ask for', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      const name = `/usr/share/icons/hicolor/${size}x${size}/apps/hectare-desktop.png`;
      const [drawn] = linux.installed
        .filter((each) => each.endsWith(`=${name}`))
        .map((each) => each.split('=')[0]!);
      const head = readFileSync(drawn!).subarray(16, 24);
      expect([head.readUInt32BE(0), head.readUInt32BE(4)]).toEqual([size, size]);
    }
  });
});

describe('on macOS', () => {
  const info = (): string =>
    readFileSync(join(mac.program, 'Contents/Info.plist'), 'utf8').replace(/>\s+</g, '><');

  testPackages(
    'folders can be dropped on its icon and opened with it, but the Finder stays the first to open them',
    () => {
      expect(info()).toContain('<key>LSItemContentTypes</key><array><string>public.folder</string>');
      expect(info()).toContain('<key>LSHandlerRank</key><string>Alternate</string>');
    },
  );

  testPackages('the hash of the archive is with what is signed', () => {
    expect(info()).toMatch(
      /<key>Resources\/app\.asar<\/key><dict><key>algorithm<\/key><string>SHA256<\/string>/,
    );
  });

  testPackages('its icon has an image for each size and density', () => {
    const name = /<key>CFBundleIconFile<\/key><string>(.*?)<\/string>/.exec(info())![1]!;
    const types = chunksOf(readFileSync(join(mac.resources, name)));
    expect(types.sort()).toEqual([
      'ic04',
      'ic05',
      'ic07',
      'ic08',
      'ic09',
      'ic10',
      'ic11',
      'ic12',
      'ic13',
      'ic14',
    ]);
  });
});

describe('on Windows', () => {
  const resources = () => NtExecutableResource.from(NtExecutable.from(readFileSync(windows.program))).entries;

  testPackages('the program says what it is, and has an icon for each size', () => {
    const [version] = Resource.VersionInfo.fromEntries(resources());
    expect(version!.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
      ProductName: 'Hectare',
      CompanyName: 'The Hectare authors',
    });
    const [icon] = Resource.IconGroupEntry.fromEntries(resources());
    const sizes = icon!.icons.map(({ width }) => width || 256);
    expect(sizes.sort((one, other) => one - other)).toEqual([16, 20, 24, 32, 40, 48, 64, 96, 128, 256]);
  });

  testPackages('the hash of the archive is part of the program', () => {
    const integrity = resources().find(({ type }) => type === 'INTEGRITY');
    const [archive] = JSON.parse(Buffer.from(integrity!.bin).toString());
    expect(archive).toMatchObject({ file: 'resources\\app.asar', alg: 'SHA256' });
  });

  testNeeding('Linux or macOS', 'makensis')('the installer adds folders and drives to its menu', async () => {
    const script = join(project, 'installer.nsi');
    await writeFile(script, installer);
    const command = ['makensis', '-WX', '-V2', '-INPUTCHARSET', 'UTF8', script];
    const { stdout, stderr, code } = await runCommand(command);
    expect({ said: stdout.toString() + stderr, code }).toEqual({ said: '', code: 0 });
  });
});

/** Script of an installer that does what ours does with the menu, and nothing else. */
const installer = `Unicode true
!include LogicLib.nsh
!include "${join(repository, 'build/folder-menu.nsh')}"
Name Hectare
OutFile hectare.exe
Var appExe
Section
  StrCpy $appExe "$INSTDIR\\Hectare.exe"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
SectionEnd
`;

/** Returns the names of an ICNS file's chunks. */
function chunksOf(icon: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < icon.length; at += icon.readUInt32BE(at + 4))
    names.push(icon.toString('latin1', at, at + 4));
  return names;
}
