/**
 * Isolation of names by direction. A name that is written from right to left would otherwise change places with what
 * stands beside it, and `a/b` of two such names reads as `b/a`. Each name is isolated, in a line from left to right.
 */

/** Letters of scripts that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const leftToRightIsolate = '\u2066';
const popIsolate = '\u2069';

export const isRightToLeft = (text: string): boolean => rightToLeft.test(text);

/** Isolates each component of a path, or a name, for text without elements: titles, labels, messages. */
export function isolate(path: string): string {
  if (!isRightToLeft(path)) return path;
  return wrap(path.split('/').map(wrap).join('/'));
}

const wrap = (text: string): string => (text === '' ? '' : `${leftToRightIsolate}${text}${popIsolate}`);
