/**
 * Notes of trashed entries (`.trashinfo`): where each was, and when it was removed.
 * The format is that of the freedesktop.org Trash specification 1.0: paths are percent-encoded bytes, times are local.
 */
const header = '[Trash Info]';

export interface TrashInfo {
  /** As it stands in the note: absolute, or relative to the top folder of the mount. */
  readonly path: Uint8Array;
  /** Local time without a zone; undefined where the note has none that can be read. */
  readonly deleted: Date | undefined;
}

/** Returns a note as ASCII bytes. */
export function printTrashInfo(path: Uint8Array, deleted: Date): Uint8Array {
  return Buffer.from(`${header}\nPath=${percentEncode(path)}\nDeletionDate=${printLocalTime(deleted)}\n`);
}

/** Reads a note. Returns undefined where it has no path, or one that leads out of its folder. */
export function parseTrashInfo(bytes: Uint8Array): TrashInfo | undefined {
  const lines = Buffer.from(bytes).toString('latin1').split(/\r?\n/);
  const start = lines.indexOf(header);
  if (start < 0) return undefined;
  const nextGroup = lines.findIndex((line, index) => index > start && line.startsWith('['));
  const group = lines.slice(start + 1, nextGroup < 0 ? undefined : nextGroup);
  const encoded = firstValue(group, 'Path');
  const path = encoded === undefined ? undefined : percentDecode(encoded);
  if (path === undefined || path.length === 0 || path.includes(0) || hasParentStep(path)) return undefined;
  return { path, deleted: parseLocalTime(firstValue(group, 'DeletionDate')) };
}

/** why: "if a string that starts with Path= occurs several times, the first occurrence is to be used". */
const firstValue = (lines: readonly string[], key: string): string | undefined =>
  lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);

/** Encodes all but the unreserved characters of RFC 3986 and the slash. */
export function percentEncode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += /[A-Za-z0-9._~/-]/.test(character) ? character : `%${hexByte(byte)}`;
  }
  return text;
}

const hexByte = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');

/** Decodes what `percentEncode` or another program encoded. @param text bytes as latin1. */
export function percentDecode(text: string): Uint8Array {
  const decoded = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(Buffer.from(decoded, 'latin1'));
}

const hasParentStep = (path: Uint8Array): boolean =>
  Buffer.from(path).toString('latin1').split('/').includes('..');

/** Prints `YYYY-MM-DDThh:mm:ss` in the time zone of the process. */
function printLocalTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function parseLocalTime(text: string | undefined): Date | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
