/** JSON with integers of any size: JSON.stringify refuses bigints, and doubles would round them. */
import { isUtf8 } from '../core/text.js';

export type Json =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** For flat values: it recurses once a level. */
export function stringifyJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${stringifyJson(member)}`,
  );
  return `{${members.join(',')}}`;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A path as text; what is not UTF-8 becomes U+FFFD. */
export const pathText = (path: Uint8Array): string => decoder.decode(path);

/**
 * A path as members of an object: text, and the bytes in base64 where they are not UTF-8, since JSON text
 * cannot hold those.
 */
export function pathMembers(name: string, path: Uint8Array): { [key: string]: string } {
  const text = pathText(path);
  return isUtf8(path)
    ? { [name]: text }
    : { [name]: text, [`${name}Bytes`]: Buffer.from(path).toString('base64') };
}
