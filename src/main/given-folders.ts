/**
 * Folders that the user wants opened: dropped, chosen, named as arguments, handed over by another start of the app, or given
 * by the system. Each is stat'ed, granted, and told to the page as soon as there is one.
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Given, GivenFolder, RefusedPath } from '../contract/desktop-protocol.js';
import { grant } from './grants.js';
import { folderAt, pathBytes } from './path-bytes.js';

let waiting: string[] = [];
let tell: ((given: Given) => void) | undefined;

/** Grants folders and tells the page. Paths are absolute; '' stands for something that is not on disk. */
export async function giveFolders(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  if (!tell) {
    waiting.push(...paths);
    return;
  }
  const judged = await Promise.all(paths.map(judge));
  const folders = judged.filter((each) => 'name' in each);
  for (const { path } of folders) grant(path);
  tell?.({ folders, refused: judged.filter((each) => 'problem' in each) });
}

/** Sets who is told: a page that is there, or undefined when it has gone. */
export function tellGiven(listener: ((given: Given) => void) | undefined): void {
  tell = listener;
  if (!tell) return;
  const paths = waiting;
  waiting = [];
  void giveFolders(paths);
}

/**
 * Returns the folders among the words with which the app was started, given as paths or as addresses. An address of
 * something else than a file becomes ''. Behind `--` every word is a path.
 * @param isPackaged false where the first word is the app itself: `electron APP FOLDER`.
 */
export function foldersOf(words: readonly string[], isPackaged: boolean, from: string): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const plain = words.slice(0, end).filter((word) => word !== '' && !word.startsWith('-'));
  const given = plain.slice(isPackaged ? 0 : 1).map((word) => (isAddress(word) ? pathAt(word) : word));
  return [...given, ...words.slice(end + 1)].map((word) => (word === '' ? '' : resolve(from, word)));
}

/** why: the desktop entry of an AppImage asks for addresses (`%U`), so that folders come as `file:///srv/media`. */
const isAddress = (word: string): boolean => /^(file:\/|[a-z][a-z0-9+.-]+:\/\/)/i.test(word);

function pathAt(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    // Another scheme, another machine, or bytes that are no text: the page says that it is not on this disk.
    return '';
  }
}

async function judge(path: string): Promise<GivenFolder | RefusedPath> {
  if (path === '') return { path: new Uint8Array(), problem: 'notOnDisk' };
  try {
    if ((await stat(path)).isDirectory()) return { ...folderAt(path), select: null };
    return { ...folderAt(dirname(path)), select: pathBytes(basename(path)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { path: pathBytes(path), problem: code === 'ENOENT' ? 'missing' : 'unreadable' };
  }
}
