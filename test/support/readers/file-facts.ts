import { type BigIntStats, lstatSync, readdirSync, statSync } from 'node:fs';

/** Facts about an entry. Times are nanoseconds since 1970. */
export interface EntryFacts {
  /** One character a byte. */
  readonly name: string;
  readonly mode: number;
  readonly links: number;
  readonly uid: number;
  readonly gid: number;
  /** Major and minor number. */
  readonly device: string;
  readonly inode: bigint;
  readonly apparentBytes: bigint;
  readonly blocks: bigint;
  readonly mtime: bigint;
  readonly ctime: bigint;
}

/** Describes everything in a directory with node:fs, in its order. */
export function lookInto(directory: Buffer, followLinks = false): EntryFacts[] {
  return readdirSync(directory, { encoding: 'buffer' }).map((name) => {
    const path = Buffer.concat([directory, Buffer.from('/'), name]);
    const found = followLinks ? statSync(path, { bigint: true }) : lstatSync(path, { bigint: true });
    return factsOf(name.toString('latin1'), found);
  });
}

export function factsOf(name: string, found: BigIntStats): EntryFacts {
  return {
    name,
    mode: Number(found.mode),
    links: Number(found.nlink),
    uid: Number(found.uid),
    gid: Number(found.gid),
    device: deviceNumbers(found.dev),
    inode: found.ino,
    apparentBytes: found.size,
    blocks: found.blocks,
    mtime: found.mtimeNs,
    ctime: found.ctimeNs,
  };
}

/** Splits a device number: Linux packs 12 + 20 bits of major and minor number, gnu_dev_major(3). Elsewhere, the two halves. */
function deviceNumbers(device: bigint): string {
  if (process.platform !== 'linux') return `${device >> 32n}:${device & 0xffff_ffffn}`;
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
  const minor = (device & 0xffn) | ((device >> 12n) & 0xffff_ff00n);
  return `${major}:${minor}`;
}
