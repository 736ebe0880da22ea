/** Header of a snapshot: its first bytes describe it, so that it can be listed without being read. */
import * as v from 'valibot';
import type { DirectoryTotals } from '../../core/tree/totals.js';
import { ROOT_DIRECTORY, type Tree } from '../../core/tree/tree.js';
import type { TrustedSums } from '../../core/update/trusted-sums.js';
import type { ScanTask } from '../reading/scan.js';

// why: replaced by the build (vite.config.ts).
declare const __VERSION__: string;

/** Options of a scan that decide what it finds. */
export type ScanRules = Pick<ScanTask, 'followLinks' | 'crossMounts' | 'exclude'>;

export interface SnapshotTotals extends DirectoryTotals {
  /** Number of entries below the root. */
  readonly entries: number;
  readonly failures: number;
  readonly otherMounts: number;
  readonly linkedFiles: number;
  readonly linkedPaths: number;
  readonly duplicateBytes: bigint;
}

export interface SnapshotHeader {
  /** Bytes of the root's path, from the root of its file system on. */
  readonly root: Uint8Array;
  readonly rules: ScanRules;
  /** Begin and end of the scan in milliseconds since 1970, by the wall clock. */
  readonly started: number;
  readonly finished: number;
  /** Whether the scan was not ended early. */
  readonly complete: boolean;
  readonly backend: string;
  readonly scanners: number;
  readonly totals: SnapshotTotals;
  /** Sums of what was taken over without being stat'ed. */
  readonly trusted: TrustedSums;
  /** Version of the program that wrote it. */
  readonly writer: string;
}

export const writerVersion: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';

/** Returns the totals of a tree for a header. */
export function totalsOf(tree: Tree): SnapshotTotals {
  const { totals } = tree.directories;
  const { files, paths, duplicateBytes } = tree.hardLinks;
  return {
    entries: totals.entries(ROOT_DIRECTORY),
    ...totals.of(ROOT_DIRECTORY),
    failures: tree.failures.length,
    otherMounts: tree.otherMounts.length,
    linkedFiles: files,
    linkedPaths: paths,
    duplicateBytes,
  };
}

/** Encodes a header as JSON: bytes as base64, and sums as decimal strings, since doubles would round them. */
export function encodeHeader(header: SnapshotHeader): Uint8Array {
  const json = JSON.stringify({ ...header, root: Buffer.from(header.root).toString('base64') }, (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
  return Buffer.from(json);
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sum = v.pipe(
  v.string(),
  v.regex(/^\d{1,40}$/),
  v.transform((digits) => BigInt(digits)),
);
const text = v.pipe(v.string(), v.maxLength(1 << 12));
/** Characters of a root's path in base64: more than an argument of a program may have. */
const longestRoot = 1 << 19;
/** Milliseconds that a Date can hold. */
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(-8.64e15), v.maxValue(8.64e15));

const schema = v.object({
  root: v.pipe(
    v.string(),
    // why: the expression for base64 runs out of stack in a text of some megabytes.
    v.maxLength(longestRoot),
    v.base64(),
    v.transform((encoded) => Uint8Array.from(Buffer.from(encoded, 'base64'))),
    v.check((bytes) => bytes.length > 0 && !bytes.includes(0)),
  ),
  rules: v.object({
    followLinks: v.union([v.literal(false), v.picklist(['once', 'everyPath'])]),
    crossMounts: v.boolean(),
    exclude: v.array(text),
  }),
  started: moment,
  finished: moment,
  complete: v.boolean(),
  backend: text,
  scanners: count,
  totals: v.object({
    entries: count,
    files: count,
    directories: count,
    symlinks: count,
    others: count,
    apparentBytes: sum,
    allocatedBytes: sum,
    failures: count,
    otherMounts: count,
    linkedFiles: count,
    linkedPaths: count,
    duplicateBytes: sum,
  }),
  trusted: v.object({ files: count, allocatedBytes: sum }),
  writer: text,
});

/** Undefined where it is no header. */
export function decodeHeader(bytes: Uint8Array): SnapshotHeader | undefined {
  try {
    const checked = v.safeParse(schema, JSON.parse(Buffer.from(bytes).toString()), { abortPipeEarly: true });
    return checked.success ? checked.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
