/** What listings are made of, whoever makes them: a plain walk or many scanners. */
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import type { EntryMetadata } from './entry-metadata.js';

/** One path of a listing. */
export interface PathEntry {
  /** The root as it was given, and `relativePath` below it. */
  readonly fullPath: string;
  /** The path below the root; `''` for the root itself. */
  readonly relativePath: string;
  /** How many levels below the root; 0 for the root itself. */
  readonly depth: number;
  readonly isRoot: boolean;
}

/** One path of a listing, and what is there. */
export interface FileListEntry extends PathEntry {
  /** Undefined where the stat failed; `error` then says why. */
  readonly metadata: EntryMetadata | undefined;
  /** Why there is no metadata, or why nothing is listed below a directory. */
  readonly error: EntryError | undefined;
}

/** The failure of one entry. */
export interface EntryError {
  readonly operation: 'stat' | 'readdir';
  /** The errno's name: `EACCES`. */
  readonly code: string;
}

/** The failure of one entry, and where. */
export interface ListError extends EntryError {
  readonly fullPath: string;
}

/** What to list below a root. */
export interface ListingOptions {
  /**
   * Follow symbolic links, as `find -L` does: at every path that does not lead back to one of its own ancestors. By
   * default only the root itself is followed.
   */
  readonly followLinks?: boolean;
  /** Enter other file systems below the root, those made up by the kernel excepted. By default none is entered. */
  readonly crossMounts?: boolean;
  /**
   * Called for every failure below the root, in no certain order. Where links are followed, those that lead to
   * themselves or back to an ancestor (`ELOOP`) are told here only: as with `find -L`, they are not listed.
   */
  readonly onError?: (error: ListError) => void;
}

/** A root or a path that could not be read, in the form of the errors of node:fs. */
export class PathError extends Error {
  /** The errno's name: `ENOENT`. */
  readonly code: string;
  readonly path: string;

  constructor(code: string, path: string, reason: string = reasons.get(code) ?? 'unknown error') {
    super(`${code}: ${reason}, '${path}'`);
    this.name = 'PathError';
    this.code = code;
    this.path = path;
  }
}

const codes = new Map(Object.entries(constants.errno).map(([code, errno]) => [errno, code]));
// why: the numbers of libuv are those of the system everywhere but on Windows; the names are the same.
const reasons = new Map(getSystemErrorMap().values());

/** The name of an errno. */
export const codeOf = (errno: number): string => codes.get(errno) ?? `E${errno}`;

/** For a path that holds a NUL: the system would end it there, and look at another one. */
export const refuseNul = (path: string): PathError => new PathError('EINVAL', path, 'a path holds no NUL');

/** What stands before the relative paths: the root and a slash. */
export const prefixOf = (root: string): string => (root.endsWith('/') ? root : `${root}/`);
