/** Looks at what is to be trashed before anything is moved: what each entry is, what is refused, what would be freed. */
import { realpath } from 'node:fs/promises';
import { cwd } from 'node:process';
import { joinComponents, splitPath } from '../../actions/absolute-path.js';
import { type ActionProblem, isProblem } from '../../actions/action-problem.js';
import { distinctPaths } from '../../actions/distinct-paths.js';
import { Locator } from '../../actions/locator.js';
import { lookAt } from '../../actions/look-at.js';
import { type ProtectedPlaces, protectionOf } from '../../actions/protected-paths.js';
import { isDirectoryMode, isLinkMode, type SeenEntry, seenOf } from '../../actions/seen-entry.js';
import type { ConfirmedEntry } from '../../actions/trash/trash-run.js';
import { decodeName, encodeName } from '../../core/columns/text.js';
import type { Identity } from '../../core/tree/identity.js';
import { ROOT_DIRECTORY } from '../../core/tree/tree.js';
import { type Freed, FreedBytes } from '../../core/view/freed-bytes.js';
import type { SpawnScanner } from '../../engine/scanners/scanner-thread.js';
import type { Interrupt } from '../interrupt.js';
import { reportFailures, scanRoot } from '../root-scan.js';

interface Refused {
  readonly path: Uint8Array;
  readonly problem: ActionProblem;
}

export interface PreparedTrash {
  readonly entries: readonly ConfirmedEntry[];
  readonly refused: readonly Refused[];
  readonly freed: Freed;
}

const slash = 47;

/**
 * Returns the absolute path of an entry: what leads to it is resolved, the entry itself is not followed.
 * A path whose folder cannot be resolved comes as it is spelled.
 */
export async function absolutePath(path: string): Promise<Uint8Array> {
  const spelled = encodeName(path);
  const whole = spelled[0] === slash ? spelled : Uint8Array.from([...encodeName(cwd()), slash, ...spelled]);
  const end = lastComponent(whole);
  const name = whole.subarray(end.start, end.end);
  // Where the last component leads up, only resolving tells the entry's name.
  const isNamed = name.length > 0 && !/^\.\.?$/.test(Buffer.from(name).toString('latin1'));
  const folder = isNamed ? whole.subarray(0, end.start) : whole;
  const resolved = await realpath(Buffer.from(folder.length === 0 ? [slash] : folder), {
    encoding: 'buffer',
  }).catch(() => folder);
  return joinComponents([...splitPath(resolved), ...(isNamed ? [name] : [])]);
}

function lastComponent(path: Uint8Array): { start: number; end: number } {
  let end = path.length;
  while (end > 0 && path[end - 1] === slash) end--;
  return { start: path.lastIndexOf(slash, end - 1) + 1, end };
}

/** Looks at each path, and scans the folders among them. @throws UserError where one cannot be scanned. */
export async function prepareTrash(
  paths: readonly string[],
  places: ProtectedPlaces,
  spawn: SpawnScanner,
  interrupt: Interrupt,
): Promise<PreparedTrash> {
  const absolute: Uint8Array[] = [];
  const entries: ConfirmedEntry[] = [];
  const refused: Refused[] = [];
  const freed = new FreedBytes();
  const withSlash = new Set<string>();
  for (const path of paths) {
    const found = await absolutePath(path);
    absolute.push(found);
    if (path.endsWith('/')) withSlash.add(decodeName(found));
  }
  const locator = new Locator();
  for (const path of absolute) {
    const problem = protectionOf(path, places);
    if (problem !== undefined) refused.push({ path, problem });
  }
  for (const path of distinctPaths(absolute.filter((each) => protectionOf(each, places) === undefined))) {
    if (interrupt.isRequested) break;
    const status = lookAt(locator, path);
    if (isProblem(status)) {
      refused.push({ path, problem: status });
      continue;
    }
    const seen = seenOf(status);
    if (isLinkMode(status.mode) && withSlash.has(decodeName(path))) {
      refused.push({ path, problem: { reason: 'trailingSlash' } });
    } else if (!isDirectoryMode(status.mode)) {
      freed.addFile(identityWords(status), status.links, status.allocatedBytes);
      entries.push({ path, seen, allocatedBytes: status.allocatedBytes });
    } else {
      const result = await scanRoot(
        { folder: decodeName(path), options: { exclude: [] }, spawn, interrupt },
        { followLinks: false },
      );
      reportFailures(result);
      freed.addTree(result.tree);
      const allocatedBytes = result.tree.directories.totals.allocatedBytes(ROOT_DIRECTORY);
      entries.push({ path, seen, allocatedBytes });
    }
  }
  locator.close();
  return { entries, refused, freed: freed.freed };
}

function identityWords({ device, inode }: Pick<SeenEntry, 'device' | 'inode'>): Identity {
  const low = (value: bigint): number => Number(BigInt.asUintN(32, value));
  return [low(device >> 32n), low(device), low(inode), low(inode >> 32n)];
}
