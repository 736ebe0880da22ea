/**
 * The app as electron-builder packs it, on a stand-in of Electron: what is in it, and how it is guarded.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative, sep } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { findImports } from '../scripts/find-imports.js';
import { testNeeding } from '../test/programs/requirements.js';
import { dropAndOpen, makeFolder, startApp } from './support/desktop.js';
import { canPackage, copyProject, type Packaged, packageApp, testPackages } from './support/package-app.js';

let project: string;
let linux: Packaged;
let windows: Packaged;
let mac: Packaged;

beforeAll(async () => {
  if (!canPackage) return;
  project = await copyProject();
  linux = await packageApp(project, { system: 'linux', arch: 'x64' });
  windows = await packageApp(project, { system: 'win32', arch: 'x64' });
  mac = await packageApp(project, { system: 'darwin', arch: 'arm64' });
});

afterAll(async () => {
  if (canPackage) await rm(project, { recursive: true, force: true });
});

const systems: [string, () => Packaged, string][] = [
  ['Linux', () => linux, 'linux-x64'],
  ['Windows', () => windows, 'win32-x64'],
  ['macOS', () => mac, 'darwin-arm64'],
];

const fuses = [0, 1, 2, 3, 4, 5, 6, 7] as const satisfies FuseV1Options[];

describe.each(systems)('the app for %s', (_name, app, system) => {
  const koffi = [
    `node_modules/@koromix/koffi-${system}/index.js`,
    `node_modules/@koromix/koffi-${system}/package.json`,
    `node_modules/@koromix/koffi-${system}/${system.replace('-', '_')}/koffi.node`,
    'node_modules/koffi/LICENSE.txt',
    'node_modules/koffi/index.js',
    'node_modules/koffi/package.json',
    'node_modules/koffi/src/koffi/index.js',
    'node_modules/koffi/src/koffi/src/static.js',
  ];

  testPackages('holds what was built, koffi with the native part of that system, and nothing else', () => {
    const built = ['main', 'preload', 'renderer'].flatMap((folder) => filesIn(project, `out/${folder}`));
    expect(filesInArchive(join(app().resources, 'app.asar')).sort()).toEqual(
      ['LICENSE', 'package.json', ...koffi, ...built].sort(),
    );
  });

  testPackages('tells under which licences it has what of others', () => {
    const textIn = (path: string) => extractFile(join(app().resources, 'app.asar'), path).toString();
    expect(textIn('out/main/licenses.md')).toMatch(/^## valibot - .* \(MIT\)$/m);
    for (const name of ['react', 'react-dom', 'zustand', 'i18next', '@base-ui/react', 'lucide-react']) {
      expect(textIn('out/renderer/licenses.md')).toMatch(
        new RegExp(`^## ${name} - .* \\((MIT|ISC)\\)$`, 'm'),
      );
    }
    expect(textIn('out/renderer/inter-license.txt')).toContain('SIL OPEN FONT LICENSE');
  });

  testPackages('has koffi outside of the archive, and nothing else', () => {
    expect(filesIn(app().resources, 'app.asar.unpacked').sort()).toEqual(
      koffi.map((path) => `app.asar.unpacked/${path}`).sort(),
    );
  });

  testPackages('has the fuses of the security checklist', async () => {
    const wire = await getCurrentFuseWire(app().program);
    const state = (fuse: FuseV1Options): string => String.fromCharCode(wire[fuse] as number);
    expect(Object.fromEntries(fuses.map((fuse) => [FuseV1Options[fuse], state(fuse)]))).toEqual({
      RunAsNode: '0',
      EnableCookieEncryption: '0',
      EnableNodeOptionsEnvironmentVariable: '0',
      EnableNodeCliInspectArguments: '0',
      EnableEmbeddedAsarIntegrityValidation: '1',
      OnlyLoadAppFromAsar: '1',
      LoadBrowserProcessSpecificV8Snapshot: '0',
      GrantFileProtocolExtraPrivileges: '0',
    });
  });

  testPackages('speaks the languages that Hectare speaks', () => {
    const languages = readdirSync(app().locales).filter((name) => /\.(pak|lproj)$/.test(name));
    expect(languages.map((name) => name.slice(0, 2))).toEqual(['de', 'en']);
  });
});

describe('what is packed', () => {
  testPackages('imports nothing but Node, Electron and koffi', () => {
    const sources = filesIn(project, 'out/main').concat(filesIn(project, 'out/preload'));
    const imported = sources.flatMap((path) => {
      const { imports } = findImports(path, readFileSync(join(project, path), 'utf8'));
      return imports.map(({ specifier }) => specifier);
    });
    const packages = imported.filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier));
    expect([...new Set(packages)].sort()).toEqual(['electron', 'koffi']);
  });

  testPackages('tells of licences for the command line and its page as well', () => {
    const { files } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    expect(files).toEqual(expect.arrayContaining(['out/node', 'out/renderer']));
    const text = readFileSync(join(project, 'out/node/licenses.md'), 'utf8');
    for (const name of ['commander', 'valibot', 'ws', 'sirv']) expect(text).toContain(`## ${name} - `);
  });

  testNeeding('Linux')('is enough to scan with, natively', async () => {
    const arch = process.arch as 'x64' | 'arm64';
    const { resources } = await packageApp(project, { system: 'linux', arch });
    const extracted = makeFolder({});
    extractAll(join(resources, 'app.asar'), extracted);
    const app = await startApp({ out: join(extracted, 'out') });
    const { client } = await dropAndOpen(app, makeFolder());
    const { complete, backend } = await client.finished();
    expect(complete).toBe(true);
    expect(backend).not.toBe('node');
  });
});

describe('packaging', () => {
  testPackages('is refused where koffi lacks the native part of that system', async () => {
    const packing = packageApp(project, { system: 'win32', arch: 'arm64' });
    await expect(packing).rejects.toThrow(
      '@koromix/koffi-win32-arm64 is not installed. Package on such a system, or first run: npm ci --os=win32 --cpu=arm64',
    );
  });

  testPackages("is refused where the configuration is not as electron-builder's schema has it", async () => {
    const options = { nsis: { oneClik: false } } as Configuration;
    const packing = packageApp(project, { system: 'win32', arch: 'x64', options });
    await expect(packing).rejects.toThrow('does not match the API schema');
  });
});

/** Returns the paths of files below a folder, with `/`. */
function filesIn(parent: string, folder: string): string[] {
  const found = readdirSync(join(parent, folder), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  return files.map((entry) => relative(parent, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function filesInArchive(archive: string): string[] {
  const paths = listPackage(archive, { isPack: false }).map((path) => path.slice(1));
  return paths
    .filter((path) => !('files' in statFile(archive, path)))
    .map((path) => path.split(sep).join('/'));
}
