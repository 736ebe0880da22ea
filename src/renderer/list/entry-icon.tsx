import { File, Folder, FolderX, Link2 } from 'lucide-react';
import { TileFlag } from '../../contract/entries.js';
import { unknownSize } from '../look/tile-flags.js';

interface Props {
  readonly flags: number;
  readonly isFolder: boolean;
}

export function EntryIcon({ flags, isFolder }: Props) {
  const FolderIcon = flags & unknownSize ? FolderX : Folder;
  const FileIcon = flags & TileFlag.duplicate ? Link2 : File;
  const Icon = isFolder ? FolderIcon : FileIcon;
  return (
    <Icon
      size={14}
      strokeWidth={1.75}
      aria-hidden="true"
      className={isFolder ? 'icon-folder' : 'icon-file'}
    />
  );
}
