/** Types of a listing, by a plain walk or by many scanners, and its errors. */
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import type { EntryMetadata } from './entry-metadata.js';

/** Path in a listing. */
export interface PathEntry {
  /** Path of the root as it was given, with `relativePath` below it. */
  readonly fullPath: string;
  /** Path below the root; `''` for the root itself. */
  readonly relativePath: string;
  /** Number of levels below the root; 0 for the root itself. */
  readonly depth: number;
  readonly isRoot: boolean;
}

/** Path in a listing with its metadata. */
export interface FileListEntry extends PathEntry {
  /** Metadata; undefined where the stat failed, and `error` then says why. */
  readonly metadata: EntryMetadata | undefined;
  /** Reason why there is no metadata, or why nothing is listed below a directory. */
  readonly error: EntryError | undefined;
}

/** Failure of an entry. */
export interface EntryError {
  readonly operation: 'stat' | 'readdir';
  /** Name of the errno: `EACCES`. */
  readonly code: string;
}

/** Failure of an entry, with its path. */
export interface ListError extends EntryError {
  readonly fullPath: string;
}

/** Options of a listing. */
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
   * themselves or back to an ancestor (`ELOOP`) appear here only: as with `find -L`, they are not listed.
   */
  readonly onError?: (error: ListError) => void;
}

/** Error for a root or a path that could not be read, in the form of the errors of node:fs. */
export class PathError extends Error {
  /** Name of the errno: `ENOENT`. */
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

/** Returns the name of an errno. */
export const codeOf = (errno: number): string => codes.get(errno) ?? `E${errno}`;

/** Returns the error for a path that holds a NUL: the system would end it there, and look at another one. */
export const refuseNul = (path: string): PathError => new PathError('EINVAL', path, 'a path holds no NUL');

/** Returns what stands before the relative paths: the root and a slash. */
export const prefixOf = (root: string): string => (root.endsWith('/') ? root : `${root}/`);
