/** What `Info.plist` says besides what electron-builder writes. */

/** Whoever guards a folder shows this when it asks. */
const reason =
  'Hectare reads the names and sizes of what is in the folder that you open, never what files contain.';

export const macInfo = {
  // A folder can be dropped on the icon and opened with the app; to open folders stays the Finder's.
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
