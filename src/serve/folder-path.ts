/** Paths as bytes, judged by how they are written, before the disk is asked. */
import { sep } from 'node:path';

const slash = sep.charCodeAt(0);
const isWindows = sep === '\\';
const oneDot = Buffer.from('.');
const twoDots = Buffer.from('..');

/** Returns whether a path is a folder's, or leads below it by plain names: no `.` or `..`, nothing empty, no NUL. */
export function isPlainPathIn(path: Uint8Array, folder: Uint8Array): boolean {
  const bytes = Buffer.from(path);
  if (bytes.equals(folder)) return true;
  const prefix = withSlash(folder);
  if (!bytes.subarray(0, prefix.length).equals(prefix)) return false;
  return splitNames(bytes.subarray(prefix.length)).every(isPlainName);
}

export function joinName(folder: Uint8Array, name: Uint8Array): Buffer {
  return Buffer.concat([withSlash(folder), name]);
}

/** Returns the last name of a path; all of it where there is none, as in `/`. */
export function lastName(path: Uint8Array): Uint8Array {
  const name = path.subarray(path.lastIndexOf(slash) + 1);
  return name.length === 0 ? path : name;
}

function withSlash(folder: Uint8Array): Buffer {
  return folder.at(-1) === slash ? Buffer.from(folder) : Buffer.concat([folder, Buffer.from([slash])]);
}

function splitNames(path: Buffer): Buffer[] {
  const names: Buffer[] = [];
  let start = 0;
  for (let end = path.indexOf(slash); end >= 0; end = path.indexOf(slash, start)) {
    names.push(path.subarray(start, end));
    start = end + 1;
  }
  return [...names, path.subarray(start)];
}

function isPlainName(name: Buffer): boolean {
  if (name.length === 0 || name.includes(0)) return false;
  // why: Windows has a second separator, and behind a colon the name of a stream.
  if (isWindows && (name.includes('/') || name.includes(':'))) return false;
  return !name.equals(oneDot) && !name.equals(twoDots);
}
