/**
 * The folders that trashed entries are moved to: one in the user's home, and one at the top of each other mount.
 * Which may be used is said by the freedesktop.org Trash specification 1.0, "Trash directories".
 */
import { closeSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type FileStatus,
  makeDirectory,
  openForLookup,
  statusOf,
  statusOfOpen,
} from '../../../native/directory-changes.js';
import { joinComponents, splitPath } from '../absolute-path.js';
import { type OpenFolder, openComponents } from '../locator.js';
import { isDirectoryMode } from '../seen-entry.js';

/** A trash whose folders are open. */
export interface TrashFolder {
  /** Its absolute path. */
  readonly components: readonly Uint8Array[];
  /** The top folder of its mount, to which the paths in its notes are relative; undefined for the home trash. */
  readonly top: readonly Uint8Array[] | undefined;
  readonly mount: string;
  readonly descriptor: number;
  /** Descriptors of `files` and `info`. */
  readonly files: number;
  readonly info: number;
}

/** Who the trash belongs to, and where their home trash is. */
export interface TrashOwner {
  readonly uid: number;
  /** `$XDG_DATA_HOME/Trash`, absolute. */
  readonly homeTrash: string;
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const filesName = bytesOf('files');
const infoName = bytesOf('info');
const sharedTrashName = bytesOf('.Trash');

const ownTrashName = (uid: number): Uint8Array => bytesOf(`.Trash-${uid}`);
const nameInSharedTrash = (uid: number): Uint8Array => bytesOf(String(uid));

const ownerOnly = 0o700;
const stickyBit = 0o1000;
/** Write permission of the group and of others. */
const writableByOthers = 0o022;

/** Opens the home trash, and makes it where it is missing. Returns undefined where it cannot be used. */
export function openHomeTrash({ uid, homeTrash }: TrashOwner, isToBeMade: boolean): TrashFolder | undefined {
  const data = provideDataFolder(dirname(homeTrash), isToBeMade);
  if (data === undefined) return undefined;
  const name = splitPath(Buffer.from(homeTrash)).at(-1)!;
  try {
    return openTrashIn(data, data.components, name, uid, undefined, isToBeMade);
  } finally {
    closeSync(data.descriptor);
  }
}

/** Opens the trash at the top of a mount, and makes it where it is missing. Returns undefined where none can be used. */
export function openTopTrash(
  top: readonly Uint8Array[],
  { uid }: TrashOwner,
  isToBeMade: boolean,
): TrashFolder | undefined {
  const opened = openComponents(top);
  if (typeof opened === 'number') return undefined;
  try {
    return (
      openInShared(opened, uid, isToBeMade) ??
      openTrashIn(opened, top, ownTrashName(uid), uid, top, isToBeMade)
    );
  } finally {
    closeSync(opened.descriptor);
  }
}

export function closeTrash({ descriptor, files, info }: TrashFolder): void {
  for (const each of [descriptor, files, info]) closeSync(each);
}

/** why: the home, and what leads to it, may be links of the user's own; from there on nothing is followed. */
function provideDataFolder(path: string, isToBeMade: boolean): OpenFolder | undefined {
  try {
    if (isToBeMade) mkdirSync(path, { recursive: true, mode: ownerOnly });
    const opened = openComponents(splitPath(realpathSync(path, { encoding: 'buffer' })));
    return typeof opened === 'number' ? undefined : opened;
  } catch {
    // why: no such folder, or none that can be made: then there is no home trash.
    return undefined;
  }
}

/** `$top/.Trash/$uid`: "the sticky bit must be set", and "it must not be a symbolic link". */
function openInShared(top: OpenFolder, uid: number, isToBeMade: boolean): TrashFolder | undefined {
  const status = statusOf(top.descriptor, sharedTrashName);
  if (typeof status === 'number' || !isDirectoryMode(status.mode) || !(status.mode & stickyBit))
    return undefined;
  const descriptor = openForLookup(top.descriptor, sharedTrashName);
  if (descriptor < 0) return undefined;
  try {
    const shared = { ...top, descriptor, components: [...top.components, sharedTrashName] };
    return openTrashIn(shared, shared.components, nameInSharedTrash(uid), uid, top.components, isToBeMade);
  } finally {
    closeSync(descriptor);
  }
}

function openTrashIn(
  parent: OpenFolder,
  parentComponents: readonly Uint8Array[],
  name: Uint8Array,
  uid: number,
  top: readonly Uint8Array[] | undefined,
  isToBeMade: boolean,
): TrashFolder | undefined {
  const descriptor = openOwnDirectory(parent.descriptor, name, uid, isToBeMade);
  if (descriptor < 0) return undefined;
  const files = openOwnDirectory(descriptor, filesName, uid, isToBeMade);
  const info = openOwnDirectory(descriptor, infoName, uid, isToBeMade);
  const status = statusOfOpen(descriptor);
  if (files < 0 || info < 0 || typeof status === 'number') {
    for (const each of [descriptor, files, info]) if (each >= 0) closeSync(each);
    return undefined;
  }
  const mount = `${status.mountId}:${status.device}`;
  return { components: [...parentComponents, name], top, mount, descriptor, files, info };
}

/** Opens a directory that belongs to the user, that nobody else may write to, and that is no link; -1 where it is none such. */
function openOwnDirectory(parent: number, name: Uint8Array, uid: number, isToBeMade: boolean): number {
  // why: that it exists already is no failure, and any other failure shows below.
  if (isToBeMade) makeDirectory(parent, name, ownerOnly);
  const descriptor = openForLookup(parent, name);
  if (descriptor < 0) return -1;
  const status = statusOfOpen(descriptor);
  if (typeof status !== 'number' && isSafe(status, uid)) return descriptor;
  closeSync(descriptor);
  return -1;
}

const isSafe = ({ mode, uid: owner }: FileStatus, uid: number): boolean =>
  owner === uid && (mode & writableByOthers) === 0;

/** Returns the absolute path that a note means. */
export function originalPath({ top }: TrashFolder, noted: Uint8Array): Uint8Array {
  return noted[0] === 47 || top === undefined
    ? joinComponents(splitPath(noted))
    : joinComponents([...top, ...splitPath(noted)]);
}

/** Returns the path as a note has it: relative where the trash lies at the top of a mount. */
export function notedPath({ top }: TrashFolder, components: readonly Uint8Array[]): Uint8Array {
  return top === undefined
    ? joinComponents(components)
    : joinComponents(components.slice(top.length)).subarray(1);
}
