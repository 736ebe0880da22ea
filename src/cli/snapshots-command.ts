/** `hectare snapshots`: lists, shows and deletes snapshots. */
import { decodeName, encodeName } from '../core/columns/text.js';
import type { StoredSnapshot } from '../engine/snapshots/store.js';
import { ExitCode } from './exit-code.js';
import { pathMembers, stringifyJson } from './json.js';
import {
  askStore,
  findSnapshot,
  openStore,
  readSnapshotOf,
  type StoreOptions,
  shown,
} from './kept-snapshots.js';
import { formatBytes, plural } from './numbers.js';
import { openOutput } from './output.js';
import { type ReportOptions, scanReport } from './scan-report.js';
import { summarize, summaryJson } from './scan-summary.js';
import { terminalText } from './terminal-text.js';

interface JsonOption {
  readonly json?: true;
}

/** `list`: prints one line each, the newest first. Returns the exit code, as all of these. @throws UserError */
export async function listSnapshots(
  folder: string | undefined,
  options: StoreOptions & JsonOption,
): Promise<number> {
  const store = openStore(options);
  const root = folder === undefined ? undefined : encodeName(folder);
  const found = await askStore(store, () => store.list(root));
  if (found.length === 0) {
    const where = folder === undefined ? '' : ` of ${shown(folder)}`;
    process.stderr.write(`hectare: there are no snapshots${where} in ${shown(store.folder)}\n`);
  }
  await print(found.map(options.json ? snapshotJson : snapshotLine).join(''));
  return ExitCode.ok;
}

function snapshotLine({ id, bytes, header }: StoredSnapshot): string {
  const { root, started, totals, complete } = header;
  const time = new Date(started).toISOString().slice(0, 19).replace('T', ' ');
  const size = formatBytes(totals.allocatedBytes).padStart(8);
  const entries = plural(totals.entries, 'entry', 'entries').padStart(16);
  const part = complete ? '' : '  (partial)';
  return `${id}  ${time}Z  ${size}  ${entries}  ${formatBytes(BigInt(bytes)).padStart(7)}  ${terminalText(root)}${part}\n`;
}

function snapshotJson({ id, path, bytes, header }: StoredSnapshot): string {
  const { root, rules, started, finished, totals, trusted, complete, writer } = header;
  const members = {
    id,
    ...pathMembers('path', encodeName(path)),
    bytes,
    ...pathMembers('root', root),
    scanned: new Date(started).toISOString(),
    finished: new Date(finished).toISOString(),
    complete,
    followLinks: rules.followLinks,
    crossMounts: rules.crossMounts,
    exclude: rules.exclude,
    ...totals,
    trusted: { ...trusted },
    version: writer,
  };
  return `${stringifyJson(members)}\n`;
}

/** `show`: prints what `hectare scan` said of it. @throws UserError */
export async function showSnapshot(
  word: string,
  options: StoreOptions & JsonOption & ReportOptions,
): Promise<number> {
  const { header, tree } = await readSnapshotOf(options, word);
  const { backend, scanners, complete, started, finished } = header;
  const scan = {
    tree,
    backend,
    scanners,
    complete,
    refused: [],
    aliases: [],
    elapsedMilliseconds: finished - started,
  };
  const summary = summarize(decodeName(header.root), scan, options.countLinks ?? false);
  const scanned = `  scanned ${new Date(started).toISOString()}\n`;
  const report = () => scanReport(summary, tree, options).replace('\n', `\n${scanned}`);
  await print(options.json ? `${summaryJson(summary)}\n` : report());
  return summary.errors.length > 0 ? ExitCode.incomplete : ExitCode.ok;
}

/** `delete`: deletes snapshots in order. @throws UserError; then those named before it are gone. */
export async function deleteSnapshots(words: readonly string[], options: StoreOptions): Promise<number> {
  const store = openStore(options);
  for (const word of words) {
    const place = await findSnapshot(store, word);
    await askStore(store, () => store.delete(place));
  }
  return ExitCode.ok;
}

/** `path`: prints the path of a snapshot, or of the folder of all. @throws UserError */
export async function printPath(word: string | undefined, options: StoreOptions): Promise<number> {
  const store = openStore(options);
  const path = word === undefined ? store.folder : (await findSnapshot(store, word)).path;
  await print(`${process.stdout.isTTY ? shown(path) : path}\n`);
  return ExitCode.ok;
}

async function print(text: string): Promise<void> {
  const output = await openOutput(undefined);
  await output.write(encodeName(text));
}
