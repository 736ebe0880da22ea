/** Entries of `Info.plist` besides those that electron-builder writes. */

/** Text that macOS shows when it asks whether the app may read a folder. */
const reason =
  'Hectare reads the names and sizes of what is in the folder that you open, never what files contain.';

export const macInfo = {
  // A folder can be dropped on the icon and opened with the app; the Finder stays the default for folders.
  CFBundleDocumentTypes: [
    {
      CFBundleTypeName: 'Folder',
      CFBundleTypeRole: 'Viewer',
      LSHandlerRank: 'Alternate',
      LSItemContentTypes: ['public.folder', 'public.volume'],
    },
  ],
  NSDesktopFolderUsageDescription: reason,
  NSDocumentsFolderUsageDescription: reason,
  NSDownloadsFolderUsageDescription: reason,
  NSNetworkVolumesUsageDescription: reason,
  NSRemovableVolumesUsageDescription: reason,
};
