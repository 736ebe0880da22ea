import { chooseReader } from '../../../native/choose-reader.js';
import type { DirectoryReader, RootOptions } from '../../../native/directory-reader.js';
import { EntryRows } from '../../../native/entry-rows.js';
import type { Backend } from '../../../src/contract/scanner-protocol.js';
import type { EntryFacts } from './file-facts.js';

export interface ReadEntry extends EntryFacts {
  /** 0, or the errno of the stat that failed. */
  readonly errno: number;
  readonly traits: number;
}

export const plainOptions: RootOptions = { followLinks: false, crossMounts: false };

/** Backends that this system has: `node` everywhere. */
export const backends: readonly Backend[] =
  process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
    ? ['statx', 'fstatat', 'node']
    : ['node'];

/** Opens a root with one backend. Throws if that fails. */
export function openReader(backend: Backend, root: string | Buffer, options = plainOptions): DirectoryReader {
  const { reader } = chooseReader(options, backend);
  const failure = reader.openRoot(Buffer.from(root));
  if (failure < 0) throw new Error(`errno ${-failure} for the root`);
  return reader;
}

/** Reads a directory to its end. Returns a negative errno if it cannot be opened or enumerated. */
export function readDirectory(reader: DirectoryReader, path: string | Buffer): ReadEntry[] | number {
  const handle = reader.open(Buffer.from(path));
  if (handle < 0) return handle;
  try {
    return readHandle(reader, handle);
  } finally {
    reader.close(handle);
  }
}

function readHandle(reader: DirectoryReader, handle: number): ReadEntry[] | number {
  const entries: ReadEntry[] = [];
  for (;;) {
    const rows = new EntryRows(reader.maxRows + 1, Math.max(4096, reader.maxNameBytes + 9));
    // Stale values must not show through.
    rows.appendName(Buffer.from('earlier'), 0o170000);
    const got = reader.enumerate(handle, rows);
    if (got < 0) return got;
    if (got === 0) return entries;
    reader.markMounts(handle, rows, 1, rows.count);
    reader.stat(handle, rows, 1, rows.count);
    for (let row = 1; row < rows.count; row++) entries.push(entryOf(rows, row));
  }
}

/** Identifies an open directory. */
export function identify(reader: DirectoryReader, path: string): ReadEntry | number {
  const handle = reader.open(Buffer.from(path));
  if (handle < 0) return handle;
  const rows = new EntryRows(1, 4096);
  rows.appendName(Buffer.from('itself'), 0);
  const failure = reader.identify(handle, rows, 0);
  reader.close(handle);
  return failure < 0 ? failure : entryOf(rows, 0);
}

export function entryOf(rows: EntryRows, row: number): ReadEntry {
  const wide = (low: Uint32Array, high: Uint32Array) => (BigInt(high[row]!) << 32n) | BigInt(low[row]!);
  const time = (low: Uint32Array, high: Uint32Array, nanoseconds: Uint32Array) =>
    BigInt.asIntN(64, wide(low, high)) * 1_000_000_000n + BigInt(nanoseconds[row]!);
  return {
    name: Buffer.from(rows.names.subarray(rows.nameStart[row]!, rows.nameStart[row + 1]! - 1)).toString(
      'latin1',
    ),
    errno: rows.failure[row]!,
    traits: rows.traits[row]!,
    mode: rows.mode[row]!,
    links: rows.links[row]!,
    uid: rows.uid[row]!,
    gid: rows.gid[row]!,
    device: `${rows.deviceHigh[row]}:${rows.deviceLow[row]}`,
    inode: wide(rows.inodeLow, rows.inodeHigh),
    apparentBytes: wide(rows.apparentLow, rows.apparentHigh),
    blocks: wide(rows.blocksLow, rows.blocksHigh),
    mtime: time(rows.mtimeLow, rows.mtimeHigh, rows.mtimeNanoseconds),
    ctime: time(rows.ctimeLow, rows.ctimeHigh, rows.ctimeNanoseconds),
  };
}
