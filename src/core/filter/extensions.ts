/**
 * Matches extensions: `ext:mp4,tar.gz` finds names that end with a dot and one of these, with something before it and
 * perhaps a version behind, and `ext:none` those that have no extension. Folders are never found.
 */
import { decodeName, encodeName } from '../columns/text.js';
import type { EntryMatcher } from '../globs/entry-range.js';
import {
  extensionEnd,
  extensionStart,
  foldExtension,
  isAscii,
  isDigit,
  lowerByte,
} from '../tree/file-extension.js';
import { isDirectory } from '../tree/mode.js';
import { eachNameWindow } from '../tree/name-windows.js';
import type { Nodes } from '../tree/nodes.js';
import { byAttribute } from './attribute-bytes.js';

/** Value that stands for no extension. */
const none = 'none';

export function compileExtensions(nodes: Nodes, extensions: readonly string[]): EntryMatcher {
  const matcher = new ExtensionMatcher(nodes, extensions);
  return ({ from, to }, out, wanted) => {
    const mayHave = byAttribute(nodes, (mode) => !isDirectory(mode));
    eachNameWindow(nodes, from, to, ({ bytes, base, first, end }) => {
      for (let node = first; node < end; node++) {
        if (wanted[node - from] === 0 || mayHave[nodes.attribute.get(node)] === 0) continue;
        if (matcher.matches(bytes, nodes.nameBegin(node), nodes.nameEnd(node), base)) out[node - from] = 1;
      }
    });
  };
}

class ExtensionMatcher {
  private readonly nodes: Nodes;
  private readonly isNoneWanted: boolean;
  /** Endings of ASCII, in lower case. */
  private readonly endings: readonly Uint8Array[];
  /** Last bytes of the endings. */
  private readonly isLast = new Uint8Array(256);
  /** Extensions with other letters, folded. */
  private readonly others: ReadonlySet<string>;

  constructor(nodes: Nodes, extensions: readonly string[]) {
    const folded = extensions.map(foldExtension);
    this.nodes = nodes;
    this.isNoneWanted = folded.includes(none);
    this.endings = folded
      .filter((each) => isAscii(each) && each !== none)
      .map((each) => encodeName(`.${each}`));
    for (const ending of this.endings) this.isLast[ending.at(-1)!] = 1;
    this.others = new Set(folded.filter((each) => !isAscii(each)));
  }

  /** @param base position of `bytes` in the names of all nodes, where `begin` and `end` are positions. */
  matches(bytes: Uint8Array, begin: number, end: number, base: number): boolean {
    const stop = isDigit(bytes[end - base - 1]!) ? extensionEnd(this.nodes, begin, end) : end;
    return (
      this.hasEnding(bytes, begin - base, stop - base) ||
      (this.isNoneWanted && extensionStart(this.nodes, begin, stop) === stop) ||
      (this.others.size > 0 && this.hasOther(begin, stop))
    );
  }

  private hasEnding(bytes: Uint8Array, begin: number, end: number): boolean {
    if (this.isLast[lowerByte(bytes[end - 1]!)] === 0) return false;
    return this.endings.some((ending) => end - begin > ending.length && endsWith(bytes, end, ending));
  }

  private hasOther(begin: number, end: number): boolean {
    const start = extensionStart(this.nodes, begin, end);
    return start < end && this.others.has(foldExtension(decodeName(this.nodes.names.slice(start, end))));
  }
}

function endsWith(bytes: Uint8Array, end: number, ending: Uint8Array): boolean {
  for (let back = 1; back <= ending.length; back++) {
    if (lowerByte(bytes[end - back]!) !== ending[ending.length - back]) return false;
  }
  return true;
}
