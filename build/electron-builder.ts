/**
 * The packages of the desktop app, made by electron-builder: `npm run package`. What is in them is listed here file by
 * file; of the dependencies only koffi, since all others are part of what electron-vite has built.
 */
import type { Configuration, FileSet } from 'electron-builder';
import { beforePack } from './before-pack.js';
import { macInfo } from './mac-info.js';

const icons = 'out/icons';

/** why: electron-builder makes no .deb without one, and the project has none. Nobody can own a name in .invalid (RFC 2606). */
const homepage = 'https://hectare.invalid';
const author = { name: 'The Hectare authors', email: 'authors@hectare.invalid' };

const koffi: FileSet = {
  from: 'node_modules/koffi',
  to: 'node_modules/koffi',
  filter: ['package.json', 'LICENSE.txt', 'index.js', 'src/koffi/index.js', 'src/koffi/src/static.js'],
};

/** What koffi has for one system and the architecture that is packed. Electron needs glibc, so that musl's is left out. */
function koffiFor(system: NodeJS.Platform): FileSet {
  const folder = `node_modules/@koromix/koffi-${system}-\${arch}`;
  return { from: folder, to: folder, filter: ['package.json', 'index.js', '*/koffi.node', '!musl_*/**'] };
}

/** why: without a certificate the ad-hoc signature has to do, and with a hardened runtime an app with that does not start. */
const unsigned = process.env.CSC_LINK || process.env.CSC_NAME ? {} : { identity: null };

const configuration: Configuration = {
  appId: 'app.hectare',
  copyright: 'Copyright © The Hectare authors',
  // why: windows are found to belong to the desktop entry of this name.
  extraMetadata: { homepage, author, desktopName: 'hectare.desktop' },
  directories: { output: 'out/packages' },
  files: ['out/main', 'out/preload', 'out/renderer', 'LICENSE', koffi],
  asar: true,
  asarUnpack: ['node_modules/koffi/**', 'node_modules/@koromix/**'],
  electronLanguages: ['en', 'de'],
  publish: null,
  beforePack,
  // why: `false` leaves node_modules to `files` alone.
  beforeBuild: async () => false,
  // As Electron's security checklist has them: https://www.electronjs.org/docs/latest/tutorial/fuses
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true,
  },
  // why: the older one starts the app with --no-sandbox, and needs FUSE 2, which systems no longer have.
  toolsets: { appimage: '1.0.3' },
  linux: {
    target: ['AppImage', 'deb'],
    // why: `hectare` is the command line's name.
    executableName: 'hectare-desktop',
    syncDesktopName: true,
    icon: icons,
    files: [koffiFor('linux')],
    category: 'System;Filesystem',
    mimeTypes: ['inode/directory'],
    synopsis: 'Disk-usage explorer',
    desktop: {
      entry: {
        GenericName: 'Disk Usage Explorer',
        'GenericName[de]': 'Speicherplatz-Erkundung',
        'Comment[de]': 'Zeigt, wo der Platz eines Ordners geblieben ist, genau und schnell',
        Keywords: 'disk;usage;space;size;folder;treemap;',
        'Keywords[de]': 'Festplatte;Speicherplatz;Größe;Ordner;Belegung;',
        // why: to open folders is offered, but stays the file manager's.
        InitialPreference: '1',
      },
    },
  },
  deb: { packageName: 'hectare-desktop', priority: 'optional', executableArgs: ['%F'] },
  mac: {
    target: ['dmg'],
    icon: `${icons}/icon.icns`,
    files: [koffiFor('darwin')],
    category: 'public.app-category.utilities',
    minimumSystemVersion: '13.0',
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    extendInfo: macInfo,
    ...unsigned,
  },
  win: { target: ['nsis'], icon: `${icons}/icon.ico`, files: [koffiFor('win32')] },
  nsis: {
    oneClick: false,
    perMachine: false,
    include: 'build/folder-menu.nsh',
    deleteAppDataOnUninstall: false,
  },
};

export default configuration;
