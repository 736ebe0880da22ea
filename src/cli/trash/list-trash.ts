import { joinComponents } from '../../actions/absolute-path.js';
import { isDirectoryMode } from '../../actions/seen-entry.js';
import { readDirectorySizes } from '../../actions/trash/directory-sizes.js';
import type { TrashedEntry } from '../../actions/trash/trash-contents.js';
import { ExitCode } from '../exit-code.js';
import { pathMembers, stringifyJson } from '../json.js';
import { formatBytes } from '../numbers.js';
import { terminalText } from '../terminal-text.js';
import { checkSystem, print, withTrash } from './open-trash.js';

/** Prints one line an entry, the newest first. Returns the exit code. @throws UserError */
export async function printTrash(options: { readonly json?: true }): Promise<number> {
  checkSystem();
  return withTrash(async (listed) => {
    const sizes = sizeReader();
    const lines = listed.map((entry) => (options.json ? jsonLine(entry, sizes) : textLine(entry, sizes)));
    if (lines.length === 0) process.stderr.write('hectare: the trash is empty\n');
    await print(lines.join(''));
    return ExitCode.ok;
  });
}

type SizeOf = (entry: TrashedEntry) => bigint | undefined;

/** Directories have their size in the trash's own cache, where whoever trashed them knew it. */
function sizeReader(): SizeOf {
  const known = new Map<TrashedEntry['trash'], Map<string, bigint>>();
  return ({ trash, name, status }) => {
    if (!isDirectoryMode(status.mode)) return status.allocatedBytes;
    const sizes = known.get(trash) ?? readDirectorySizes(trash);
    known.set(trash, sizes);
    return sizes.get(Buffer.from(name).toString('latin1'));
  };
}

function textLine(entry: TrashedEntry, sizeOf: SizeOf): string {
  const size = sizeOf(entry);
  const time = entry.deleted === undefined ? 'unknown time' : localTime(entry.deleted);
  const text = size === undefined ? '–' : formatBytes(size);
  return `${time.padEnd(19)}  ${text.padStart(8)}  ${terminalText(entry.path)}\n`;
}

function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19).replace('T', ' ');
}

function jsonLine(entry: TrashedEntry, sizeOf: SizeOf): string {
  const size = sizeOf(entry);
  const members = {
    ...pathMembers('path', entry.path),
    deleted: entry.deleted?.toISOString() ?? null,
    allocatedBytes: size ?? null,
    ...pathMembers('trash', joinComponents(entry.trash.components)),
    ...pathMembers('name', entry.name),
  };
  return `${stringifyJson(members)}\n`;
}
