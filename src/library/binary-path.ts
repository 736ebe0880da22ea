/**
 * Paths as binary strings: a character a byte, as node:fs gives names in `latin1`.
 *
 * They compare in the order of their bytes, and those that are ASCII, which most are, serve node:fs as they are.
 */
import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { bytesToPath, pathToBytes } from './path-text.js';

/** Returns the binary string of a path that the library's user gave. */
export const binaryOf = (path: string): string =>
  isAscii(path) ? path : pathToBytes(path).toString('latin1');

/** Returns the path as the library gives it out. */
export const textOf = (binary: string): string =>
  isAscii(binary) ? binary : bytesToPath(Buffer.from(binary, 'latin1'));

/** Returns the path as node:fs takes it. */
const systemPath = (binary: string): string | Buffer =>
  isAscii(binary) ? binary : Buffer.from(binary, 'latin1');

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

const descriptors = '/proc/self/fd';
const hasDescriptorPaths = existsSync(descriptors);
/** PATH_MAX is 4096 on Linux, with the NUL (path_resolution(7)). */
const maxPathLength = 4000;

/**
 * Calls node:fs with paths of any length: one that is longer than the system takes in one piece begins at an open
 * directory, which the next path mostly shares.
 */
export class PathReach {
  private base = '';
  private descriptor: number | undefined;

  /** @throws what node:fs throws. */
  call<Result>(binary: string, use: (path: string | Buffer) => Result): Result {
    if (binary.length <= maxPathLength || !hasDescriptorPaths) return use(systemPath(binary));
    if (!binary.startsWith(this.base)) this.close();
    while (binary.length - this.base.length > maxPathLength) {
      const slash = binary.lastIndexOf('/', this.base.length + maxPathLength);
      if (slash <= this.base.length) break;
      this.descend(binary.slice(this.base.length, slash + 1));
    }
    return use(systemPath(this.shorten(binary.slice(this.base.length))));
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    this.base = '';
  }

  private descend(piece: string): void {
    const next = openSync(systemPath(this.shorten(piece)), constants.O_RDONLY | constants.O_DIRECTORY);
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = next;
    this.base += piece;
  }

  private shorten(rest: string): string {
    return this.descriptor === undefined ? rest : `${descriptors}/${this.descriptor}/${rest}`;
  }
}
