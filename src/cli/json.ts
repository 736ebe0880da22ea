/**
 * JSON with integers of any size: JSON.stringify refuses bigints, and doubles would round them. Characters that control a
 * terminal are escaped, which JSON allows everywhere: a parser returns the same text.
 */
import { isUtf8 } from '../core/columns/text.js';

export type Json =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Returns the JSON text of a flat value: it recurses once a level. */
export function stringifyJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return plainJson(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${stringifyJson(member)}`,
  );
  return `{${members.join(',')}}`;
}

/** Unsafe characters that JSON.stringify leaves as they are: it escapes ASCII controls except delete, and lone surrogates. */
const unsafe = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const plainJson = (value: string | number | boolean | null): string =>
  JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Returns a path as text in which bytes that are not UTF-8 become U+FFFD. */
export const lossyText = (path: Uint8Array): string => decoder.decode(path);

/**
 * Returns a path as members of an object: text, and the bytes in base64 where they are not UTF-8, which JSON text cannot
 * hold.
 */
export function pathMembers(name: string, path: Uint8Array): { [key: string]: string } {
  const text = lossyText(path);
  return isUtf8(path)
    ? { [name]: text }
    : { [name]: text, [`${name}Bytes`]: Buffer.from(path).toString('base64') };
}
