/**
 * Configuration of electron-builder, which makes the packages of the desktop app: `npm run package`. Their files are listed
 * here. Of the dependencies only koffi is packed, since electron-vite bundles all others.
 */
import type { Configuration, FileSet } from 'electron-builder';
import { beforePack } from './before-pack.js';
import { macInfo } from './mac-info.js';

const icons = 'out/icons';

/** Homepage. why: electron-builder makes no .deb without one, and nobody can own a name in .invalid (RFC 2606). */
const homepage = 'https://hectare.invalid';
const author = { name: 'The Hectare authors', email: 'authors@hectare.invalid' };

const koffi: FileSet = {
  from: 'node_modules/koffi',
  to: 'node_modules/koffi',
  filter: ['package.json', 'LICENSE.txt', 'index.js', 'src/koffi/index.js', 'src/koffi/src/static.js'],
};

/** Returns koffi's native part for a system and the target architecture. Electron needs glibc, so musl's is left out. */
function koffiFor(system: NodeJS.Platform): FileSet {
  const folder = `node_modules/@koromix/koffi-${system}-\${arch}`;
  return { from: folder, to: folder, filter: ['package.json', 'index.js', '*/koffi.node', '!musl_*/**'] };
}

/** why: without a certificate there is no identity, so that electron-builder signs nothing; the app keeps its ad-hoc signature. */
const unsigned = process.env.CSC_LINK || process.env.CSC_NAME ? {} : { identity: null };

const configuration: Configuration = {
  appId: 'app.hectare',
  copyright: 'Copyright © The Hectare authors',
  // why: desktops match windows with the desktop entry of this name.
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
  // Fuses of Electron's security checklist: https://www.electronjs.org/docs/latest/tutorial/fuses
  electronFuses: {
    runAsNode: false,
    // why: the app has no cookies, and the key for them asks the user for the keychain.
    enableCookieEncryption: false,
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
        // why: the app offers to open folders, but the file manager stays the default.
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
