/**
 * Words of the command line, also where they are not UTF-8.
 *
 * why: Node decodes arguments as UTF-8 and so loses other bytes; Linux keeps them in /proc/self/cmdline (proc(5)).
 * Such bytes come as lone surrogates (core/columns/text.ts), which lead back to them.
 */
import { readFileSync } from 'node:fs';
import { decodeName } from '../core/columns/text.js';

const replacement = '\ufffd';

/** Returns the words behind the program's own name. */
export function rawArguments(): string[] {
  const words = process.argv.slice(2);
  if (!words.some((word) => word.includes(replacement))) return words;
  try {
    const raw = splitAtNul(readFileSync('/proc/self/cmdline')).slice(-words.length);
    return raw.length === words.length ? raw.map(decodeName) : words;
  } catch {
    // why: another system: names there are not bytes.
    return words;
  }
}

function splitAtNul(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start);
    parts.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    start = end < 0 ? bytes.length : end + 1;
  }
  return parts;
}
