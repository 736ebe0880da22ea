/**
 * The journal of actions: which entry went where, when, and by which means. Undo works from it, also after a crash.
 *
 * One JSON object a line, only ever appended to, so that two programs can write at once. What is about to be done is
 * written before it is done, and what came of it afterwards. A line that a crash cut off is passed over.
 */
import { closeSync, constants, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { decodeName, encodeName } from '../core/columns/text.js';
import type { SeenEntry } from './seen-entry.js';

/** Whole numbers beyond 2^53 are written as decimal text. */
const wide = v.pipe(v.string(), v.regex(/^-?\d{1,20}$/));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const runId = v.pipe(v.string(), v.maxLength(64));

const plannedSchema = v.object({
  /** As `decodeName` has it: bytes that are no UTF-8 are lone surrogates. */
  path: v.string(),
  device: wide,
  inode: wide,
  kind: v.number(),
  apparentBytes: wide,
  mtime: wide,
  birthTime: v.optional(wide),
});

const lineSchema = v.variant('step', [
  v.object({ step: v.literal('begin'), run: runId, action: v.literal('trash'), time: v.string() }),
  v.object({ step: v.literal('plan'), run: runId, entries: v.array(plannedSchema) }),
  v.object({
    step: v.literal('moved'),
    run: runId,
    entries: v.array(v.object({ index, trash: v.string(), name: v.string() })),
  }),
  v.object({ step: v.literal('restored'), run: runId, entries: v.array(index) }),
]);

type JournalLine = v.InferOutput<typeof lineSchema>;

/** An entry that a run has trashed, or was about to trash when it ended. */
interface JournalEntry {
  readonly path: Uint8Array;
  readonly seen: SeenEntry;
  /** Where it is in the trash; undefined where the run ended before it could say so. */
  trashed?: { readonly trash: Uint8Array; readonly name: Uint8Array };
  isRestored: boolean;
}

export interface JournalRun {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly entries: JournalEntry[];
}

const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;
const lineEnd = 10;

/** Appends lines. All of these throw the system's error. */
export class JournalWriter {
  private readonly file: number;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: ownerOnlyFolder });
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
    this.file = openSync(path, flags, ownerOnlyFile);
    // why: behind a line that a crash cut off, the next would be lost with it. An empty line is passed over.
    this.write('\n');
  }

  begin(run: string, time: Date): void {
    this.append({ step: 'begin', run, action: 'trash', time: time.toISOString() });
  }

  /** Writes what is about to be done, so that it is on the disk before it is done. */
  plan(run: string, entries: readonly { readonly path: Uint8Array; readonly seen: SeenEntry }[]): void {
    this.append({ step: 'plan', run, entries: entries.map(plannedEntry) });
    this.sync();
  }

  moved(
    run: string,
    entries: readonly { readonly index: number; readonly trash: Uint8Array; readonly name: Uint8Array }[],
  ): void {
    const texts = entries.map(({ index, trash, name }) => ({
      index,
      trash: decodeName(trash),
      name: decodeName(name),
    }));
    this.append({ step: 'moved', run, entries: texts });
  }

  restored(run: string, entries: readonly number[]): void {
    this.append({ step: 'restored', run, entries: [...entries] });
  }

  sync(): void {
    fsyncSync(this.file);
  }

  close(): void {
    this.sync();
    closeSync(this.file);
  }

  private append(line: JournalLine): void {
    this.write(`${JSON.stringify(line)}\n`);
  }

  private write(text: string): void {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
  }
}

function plannedEntry({ path, seen }: { readonly path: Uint8Array; readonly seen: SeenEntry }) {
  const { device, inode, kind, apparentBytes, mtime, birthTime } = seen;
  return {
    path: decodeName(path),
    device: String(device),
    inode: String(inode),
    kind,
    apparentBytes: String(apparentBytes),
    mtime: String(mtime),
    ...(birthTime !== undefined && { birthTime: String(birthTime) }),
  };
}

/** Reads all runs, the oldest first. A journal that is not there has none. @throws the system's error. */
export function readJournal(path: string): JournalRun[] {
  const runs = new Map<string, JournalRun>();
  for (const line of journalLines(path)) {
    if (line.step === 'begin') runs.set(line.run, { id: line.run, time: line.time, entries: [] });
    else takeLine(runs.get(line.run)?.entries, line);
  }
  return [...runs.values()];
}

function takeLine(entries: JournalEntry[] | undefined, line: Exclude<JournalLine, { step: 'begin' }>): void {
  if (entries === undefined) return;
  if (line.step === 'plan') for (const planned of line.entries) entries.push(entryOf(planned));
  else if (line.step === 'moved') {
    for (const { index, trash, name } of line.entries) {
      const entry = entries[index];
      if (entry !== undefined) entry.trashed = { trash: encodeName(trash), name: encodeName(name) };
    }
  } else {
    for (const index of line.entries) {
      const entry = entries[index];
      if (entry !== undefined) entry.isRestored = true;
    }
  }
}

function entryOf(planned: v.InferOutput<typeof plannedSchema>): JournalEntry {
  const { path, kind, birthTime } = planned;
  const seen = {
    device: BigInt(planned.device),
    inode: BigInt(planned.inode),
    kind,
    apparentBytes: BigInt(planned.apparentBytes),
    mtime: BigInt(planned.mtime),
    birthTime: birthTime === undefined ? undefined : BigInt(birthTime),
  };
  return { path: encodeName(path), seen, isRestored: false };
}

function* journalLines(path: string): Generator<JournalLine> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Perf: by lines of bytes, since a journal can be longer than a string.
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(lineEnd, start);
    const end = found < 0 ? bytes.length : found;
    const line = parseLine(bytes.toString('utf8', start, end));
    if (line !== undefined) yield line;
    start = end + 1;
  }
}

function parseLine(text: string): JournalLine | undefined {
  try {
    const result = v.safeParse(lineSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    // why: cut off by a crash, or empty.
    return undefined;
  }
}
