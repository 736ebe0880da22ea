/** Output of `hectare compare --json`: one object on one line, in parts, since it may be longer than a string can be. */
import { ChangeKind, changeKindNames } from '../../contract/change-kind.js';
import { findChangedDirectories, findLargestChanges } from '../../core/comparison/largest-changes.js';
import { kindOf } from '../../core/tree/mode.js';
import { ROOT_DIRECTORY } from '../../core/tree/tree.js';
import type { ComparedScan, ComparedScans } from '../compared-scan.js';
import { type Json, pathMembers, stringifyJson } from '../json.js';

export function* compareJson(compared: ComparedScans, top: number): Generator<string> {
  const { changes } = compared;
  yield `{"before":${stringifyJson(scanJson(compared.before))},"after":${stringifyJson(scanJson(compared.after))},`;
  yield `"change":${stringifyJson(changeJson(compared))},"kinds":${stringifyJson(kindsJson(compared))},`;
  yield '"grownFolders":[';
  yield* commaSeparated(directoriesJson(compared, top, 1));
  yield '],"shrunkFolders":[';
  yield* commaSeparated(directoriesJson(compared, top, -1));
  const { total, entries } = findLargestChanges(changes, top, (entry) =>
    changes.ownKind(entry) === ChangeKind.movedAway ? -1 : Math.abs(changes.growth(entry)),
  );
  yield `],"changedEntries":${total},"entries":[`;
  yield* commaSeparated(entriesJson(compared, entries));
  yield ']}\n';
}

function scanJson({ root, tree, started, isSnapshot, complete }: ComparedScan): Json {
  return {
    ...pathMembers('root', root),
    scanned: new Date(started).toISOString(),
    snapshot: isSnapshot,
    ...numbersOf(tree.directories.totals),
    complete,
  };
}

function numbersOf(totals: ComparedScan['tree']['directories']['totals']) {
  return {
    entries: totals.entries(ROOT_DIRECTORY),
    ...totals.of(ROOT_DIRECTORY),
  };
}

function changeJson({ before, after }: ComparedScans): Json {
  const was = numbersOf(before.tree.directories.totals);
  const is = numbersOf(after.tree.directories.totals);
  return {
    entries: is.entries - was.entries,
    files: is.files - was.files,
    directories: is.directories - was.directories,
    symlinks: is.symlinks - was.symlinks,
    others: is.others - was.others,
    apparentBytes: is.apparentBytes - was.apparentBytes,
    allocatedBytes: is.allocatedBytes - was.allocatedBytes,
  };
}

function kindsJson({ counts }: ComparedScans): Json {
  const kinds: { [name: string]: Json } = {};
  for (const [kind, name] of changeKindNames.entries()) {
    if (kind === ChangeKind.unchanged || kind === ChangeKind.movedAway) continue;
    kinds[name] = {
      entries: counts.total(kind),
      apparentBytes: counts.growth(kind, 'apparent'),
      allocatedBytes: counts.growth(kind, 'allocated'),
    };
  }
  return kinds;
}

function* directoriesJson({ changes }: ComparedScans, top: number, sign: 1 | -1): Generator<Json> {
  for (const entry of findChangedDirectories(changes, top, sign).entries) {
    yield {
      ...pathMembers('path', changes.comparison.path(entry)),
      kind: changeKindNames[changes.kind(entry)]!,
      apparentBytes: changes.exactChange(entry, 'apparent'),
      allocatedBytes: changes.exactChange(entry, 'allocated'),
    };
  }
}

function* entriesJson({ changes }: ComparedScans, entries: readonly number[]): Generator<Json> {
  const { comparison } = changes;
  for (const entry of entries) {
    const kind = changes.ownKind(entry);
    yield {
      ...pathMembers('path', comparison.path(entry)),
      type: kindOf(comparison.mode(entry)),
      kind: changeKindNames[kind]!,
      ...(kind === ChangeKind.moved &&
        pathMembers('movedFrom', comparison.path(comparison.otherPlace(entry)))),
      apparentBytes: changes.exactGrowth(entry, 'apparent'),
      allocatedBytes: changes.exactGrowth(entry, 'allocated'),
    };
  }
}

function* commaSeparated(values: Iterable<Json>): Generator<string> {
  let comma = '';
  for (const value of values) {
    yield comma + stringifyJson(value);
    comma = ',';
  }
}
