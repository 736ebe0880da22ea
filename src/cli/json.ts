/**
 * JSON with integers of any size: JSON.stringify refuses bigints, and doubles would round them. What would control a
 * terminal is escaped, which JSON allows everywhere: a parser gives back the same.
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

/** For flat values: it recurses once a level. */
export function stringifyJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return plainJson(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${stringifyJson(member)}`,
  );
  return `{${members.join(',')}}`;
}

/** What JSON.stringify leaves as it is: it escapes the controls of ASCII, without delete, and lone surrogates. */
const unsafe = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const plainJson = (value: string | number | boolean | null): string =>
  JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

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
