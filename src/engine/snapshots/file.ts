/**
 * Snapshot files: a scan as it was, column by column. The format is described in docs/snapshots.md.
 *
 * A file may have been written by anybody, and cut off anywhere: it is checked before it is used.
 */
import type { FileHandle } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { BrokenBatch, checkCounts, StoredBatches } from '../../core/stored/batches.js';
import { renameFirst } from '../../core/stored/rename-first.js';
import { treeBatches } from '../../core/stored/tree-batches.js';
import { newSenderNumbers, Tree } from '../../core/tree/tree.js';
import {
  type Block,
  chainSum,
  compressBlock,
  decodeHead,
  END_HEAD,
  type ExpandedBlock,
  expandBlock,
  HEAD_LENGTH,
  SUM_LENGTH,
} from './block.js';
import { decodeHeader, encodeHeader, type SnapshotHeader, totalsOf } from './header.js';

const magic = Buffer.from('HECTARE\n');
/** Version that is written. All before it are read. */
const formatVersion = 2;
const fileHeadLength = magic.length + 8;
const maxHeaderLength = 1 << 24;
/** Max number of entries per byte: an entry takes several bits at least, and a hostile header may promise any number. */
const maxEntriesPerByte = 64;
/** Max number of blocks that are compressed or expanded at a time. */
const blocksAhead = 4;

/** Error for a file that is not taken. */
export class SnapshotProblem extends Error {
  readonly reason: 'foreign' | 'newer' | 'damaged' | 'unsafe';

  constructor(reason: SnapshotProblem['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface Snapshot {
  readonly header: SnapshotHeader;
  readonly tree: Tree;
}

/** Writes a snapshot to an empty file. The tree must not change meanwhile. */
export async function writeSnapshot(file: FileHandle, { header, tree }: Snapshot): Promise<void> {
  const json = encodeHeader(header);
  const head = Buffer.alloc(fileHeadLength);
  magic.copy(head);
  head.writeUInt32LE(formatVersion, magic.length);
  head.writeUInt32LE(json.length, magic.length + 4);
  let sum = chainSum(new Uint8Array(), head, json);
  await writeAll(file, [head, json, sum]);
  for await (const block of inOrder(compressBlocks(tree, header))) {
    sum = chainSum(sum, block.head, block.numbers, block.names);
    await writeAll(file, [block.head, block.numbers, block.names, sum]);
  }
  await writeAll(file, [END_HEAD, chainSum(sum, END_HEAD)]);
}

/** Reads only the header of a file. @throws SnapshotProblem, and what node:fs throws */
export async function readHeader(file: FileHandle): Promise<SnapshotHeader> {
  return (await readFileHead(file)).header;
}

/**
 * @param root what the root is called in the tree, if not by its whole path.
 * @throws SnapshotProblem, and what node:fs throws
 */
export async function readSnapshot(file: FileHandle, root?: Uint8Array): Promise<Snapshot> {
  const head = await readFileHead(file);
  const tree = await readTree(file, head, root ?? head.header.root).catch((error: unknown) => {
    throw explain(error);
  });
  checkWhole(head.header, tree);
  return { header: head.header, tree };
}

interface FileHead {
  readonly version: number;
  readonly header: SnapshotHeader;
  readonly sum: Uint8Array;
  /** Where the blocks begin, and how long the file is. */
  readonly position: number;
  readonly length: number;
}

async function readFileHead(file: FileHandle): Promise<FileHead> {
  const { size } = await file.stat();
  const start = await readAt(file, 0, Math.min(size, fileHeadLength));
  if (!start.subarray(0, magic.length).equals(magic.subarray(0, start.length))) {
    throw new SnapshotProblem('foreign', 'it is no snapshot');
  }
  if (start.length < fileHeadLength) throw cutOff();
  const version = start.readUInt32LE(magic.length);
  if (version > formatVersion) {
    throw new SnapshotProblem('newer', `a newer version of hectare wrote it (format ${version})`);
  }
  const jsonLength = start.readUInt32LE(magic.length + 4);
  if (jsonLength > maxHeaderLength) throw damaged('its header is too long');
  const json = await readAt(file, fileHeadLength, jsonLength);
  const position = fileHeadLength + jsonLength + SUM_LENGTH;
  const sum = await readAt(file, position - SUM_LENGTH, SUM_LENGTH);
  if (!sum.equals(chainSum(new Uint8Array(), start, json)))
    throw damaged('the checksum of its header is wrong');
  const header = version >= 1 ? decodeHeader(json) : undefined;
  if (!header) throw damaged('its header is broken');
  return { version, header, sum, position, length: size };
}

function* compressBlocks(tree: Tree, { rules, root }: SnapshotHeader): Generator<Started<Block>> {
  let isFirst = true;
  for (const batch of treeBatches(tree, rules.followLinks !== false)) {
    // why: the root is known by one path, whatever it was called when it was scanned.
    yield { value: compressBlock(isFirst ? renameFirst(batch, root) : batch) };
    isFirst = false;
  }
}

async function readTree(file: FileHandle, head: FileHead, root: Uint8Array): Promise<Tree> {
  const stored = new StoredBatches(head.header.rules.followLinks !== false, head.version);
  const tree = new Tree();
  const sender = newSenderNumbers();
  for await (const { counts, names, numbers } of inOrder(readBlocks(file, head))) {
    if (stored.rows + counts.rows > head.length * maxEntriesPerByte)
      throw damaged('it is too short for what it says');
    const isFirst = stored.rows === 0;
    const batch = stored.read(names, numbers, counts);
    tree.append(isFirst ? renameFirst(batch, root) : batch, sender);
  }
  return tree;
}

/** Reads blocks up to the end, which must be that of the file. */
async function* readBlocks(file: FileHandle, head: FileHead): AsyncGenerator<Started<ExpandedBlock>> {
  let { sum, position } = head;
  for (;;) {
    const headBytes = await readAt(file, position, HEAD_LENGTH);
    const block = decodeHead(headBytes);
    checkCounts(block.counts, block.nameBytes);
    const { numbersLength, namesLength } = block;
    const length = numbersLength + namesLength + SUM_LENGTH;
    position += HEAD_LENGTH + length;
    if (position > head.length) throw cutOff();
    const bytes = await readAt(file, position - length, length);
    const data = bytes.subarray(0, -SUM_LENGTH);
    const expected = chainSum(sum, headBytes, data);
    sum = bytes.subarray(-SUM_LENGTH);
    if (!expected.equals(sum)) throw damaged('a checksum is wrong');
    if (headBytes.every((byte) => byte === 0)) break;
    const numbers = data.subarray(0, numbersLength);
    yield { value: expandBlock(block, numbers, data.subarray(numbersLength), head.version) };
  }
  if (position !== head.length) throw damaged('something follows its end');
}

/** Checks the blocks against the header's totals, since lists show the header only. */
function checkWhole(header: SnapshotHeader, tree: Tree): void {
  if (tree.nodes.count === 0) throw damaged('it holds nothing');
  if (!isDeepStrictEqual(totalsOf(tree), header.totals))
    throw damaged('its totals are not those of its entries');
}

interface Started<Value> {
  readonly value: Promise<Value>;
}

/** Yields started values in their order, and lets a few run ahead. */
async function* inOrder<Value>(
  started: Iterable<Started<Value>> | AsyncIterable<Started<Value>>,
): AsyncGenerator<Value> {
  const running: Promise<Value>[] = [];
  for await (const { value } of started) {
    // why: nobody waits for those behind one that fails.
    value.catch(() => undefined);
    running.push(value);
    if (running.length > blocksAhead) yield await running.shift()!;
  }
  for (const value of running) yield await value;
}

async function writeAll(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  await file.writeFile(Buffer.concat(parts));
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(buffer, at, length - at, position + at);
    if (bytesRead === 0) throw cutOff();
    at += bytesRead;
  }
  return buffer;
}

const damaged = (message: string): SnapshotProblem => new SnapshotProblem('damaged', message);
const cutOff = (): SnapshotProblem => damaged('it is cut off');

function explain(error: unknown): unknown {
  if (error instanceof BrokenBatch) return damaged(error.message);
  const { code } = error as NodeJS.ErrnoException;
  const isInflation = code?.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE';
  return isInflation ? damaged('a part cannot be unpacked') : error;
}
