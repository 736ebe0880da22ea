/**
 * Names of snapshots: when the scan ended, and something random, so that they sort by age, and two processes never mean
 * the same. While one is written it has another name, which tells who writes it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

export const SNAPSHOT_EXTENSION = '.hectare';
export const SET_ASIDE = '.damaged';

const idPattern = /^[0-9]{8}T[0-9]{9}Z-[0-9a-f]{6}$/;
const folderPattern = /^[0-9a-f]{24}$/;
/** Milliseconds by which the clocks of two machines that share a folder may differ. */
const clockTolerance = 60_000;

/** By what the snapshot is called: "20261124T084305123Z-3f9a1c". */
export function newId(finished: number): string {
  return `${stampOf(finished)}-${randomBytes(3).toString('hex')}`;
}

const stampOf = (time: number): string => new Date(time).toISOString().replace(/[-:.]/g, '');

/** The id in a file's name; undefined where it is none. */
export function idOfName(name: string): string | undefined {
  const id = name.endsWith(SNAPSHOT_EXTENSION) ? name.slice(0, -SNAPSHOT_EXTENSION.length) : '';
  return idPattern.test(id) ? id : undefined;
}

/** The id in the name of a file that was set aside; undefined where it is none. */
export function idSetAside(name: string): string | undefined {
  return name.endsWith(SET_ASIDE) ? idOfName(name.slice(0, -SET_ASIDE.length)) : undefined;
}

/**
 * Sorts ids, the newest first.
 * @param now milliseconds since 1970. What is from a later time was written while the clock was wrong: it counts as the
 * oldest, so that it does not stand in the way of what is written from now on.
 */
export function newestFirst(now: number = Date.now()): (a: string, b: string) => number {
  const latest = stampOf(now + clockTolerance);
  return (a, b) => Number(a > latest) - Number(b > latest) || (a < b ? 1 : a > b ? -1 : 0);
}

/** The folder of a root's snapshots. */
export const folderOfRoot = (path: Uint8Array): string =>
  createHash('sha256').update(path).digest('hex').slice(0, 24);

/** Whether a folder may hold snapshots of a root: what else lies beside those is no concern of ours. */
export const isFolderOfRoot = (name: string): boolean => folderPattern.test(name);

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
const partPattern = /^\..*\.([0-9a-f]{12})\.([0-9]+)\.part$/;

/** What a snapshot is called while this process writes it. */
export const partName = (id: string): string => `.${id}.${host}.${process.pid}.part`;

/** Who writes, or wrote, a file of this name: undefined where it is none that is being written. */
export function writerOfPart(name: string): { readonly isHere: boolean; readonly pid: number } | undefined {
  const [, itsHost, pid] = partPattern.exec(name) ?? [];
  return itsHost === undefined ? undefined : { isHere: itsHost === host, pid: Number(pid) };
}
