/**
 * Names of snapshots: the end of the scan and a random part, so that they sort by age and two processes never choose the
 * same. While one is written it has another name, which tells its writer.
 */
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

export const SNAPSHOT_EXTENSION = '.hectare';
export const SET_ASIDE = '.damaged';

const idPattern = /^[0-9]{8}T[0-9]{9}Z-[0-9a-f]{6}$/;
const folderPattern = /^[0-9a-f]{24}$/;
/** Max difference of the clocks of two machines that share a folder. */
const clockToleranceMs = 60_000;

/** Returns a new id: "20261124T084305123Z-3f9a1c". */
export function newId(finished: number): string {
  return `${stampOf(finished)}-${randomBytes(3).toString('hex')}`;
}

const stampOf = (time: number): string => new Date(time).toISOString().replace(/[-:.]/g, '');

/** Returns the id in a file's name; undefined where there is none. */
export function idOfName(name: string): string | undefined {
  const id = name.endsWith(SNAPSHOT_EXTENSION) ? name.slice(0, -SNAPSHOT_EXTENSION.length) : '';
  return idPattern.test(id) ? id : undefined;
}

/** Returns the id in the name of a file that was set aside; undefined where there is none. */
export function idSetAside(name: string): string | undefined {
  return name.endsWith(SET_ASIDE) ? idOfName(name.slice(0, -SET_ASIDE.length)) : undefined;
}

/**
 * Sorts ids, the newest first.
 * @param now milliseconds since 1970. An id of a later time was made while the clock was wrong: it counts as the
 * oldest, so that it does not hide what is written from now on.
 */
export function newestFirst(now: number = Date.now()): (a: string, b: string) => number {
  const latest = stampOf(now + clockToleranceMs);
  return (a, b) => Number(a > latest) - Number(b > latest) || (a < b ? 1 : a > b ? -1 : 0);
}

/** Returns the name of the folder of a root's snapshots. */
export const folderOfRoot = (path: Uint8Array): string =>
  createHash('sha256').update(path).digest('hex').slice(0, 24);

/** Returns whether a folder may hold snapshots of a root; others beside those are left alone. */
export const isFolderOfRoot = (name: string): boolean => folderPattern.test(name);

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
const partPattern = /^\..*\.([0-9a-f]{12})\.([0-9]+)\.part$/;

/** Returns the name of a snapshot while this process writes it. */
export const partName = (id: string): string => `.${id}.${host}.${process.pid}.part`;

/** Returns the writer of a file by its name; undefined where it is no part file. */
export function writerOfPart(name: string): { readonly isHere: boolean; readonly pid: number } | undefined {
  const [, itsHost, pid] = partPattern.exec(name) ?? [];
  return itsHost === undefined ? undefined : { isHere: itsHost === host, pid: Number(pid) };
}
