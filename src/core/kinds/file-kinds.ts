/**
 * What kind of file a node is, told by its name's bytes and, where there is no extension, by its permission to run.
 *
 * Numbers behind a name are passed over: "libc.so.6" is a program, "access.log.2" a document. What was found stays: one
 * byte a node.
 */
import { type Column, bytes as newBytes } from '../columns/column.js';
import { extensionStart, fnvOffset, hashByte, hashExtension, lowerByte } from '../tree/file-extension.js';
import { FILE_BITS, isDirectory, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import { EXTENSIONS, FILE_KINDS, kindKey, NAMES } from './file-kind-table.js';

const tilde = 126;
const mayRun = 0o111;
const longestName = 16;
const none = 0;

export class FileKinds {
  private readonly nodes: Nodes;
  /** The kind's key + 1; 0 where nobody has asked yet. */
  private known: Column<Uint8Array> = newBytes();

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  /** Forgets what was found: modes of nodes have changed. */
  forget(): void {
    this.known = newBytes();
  }

  /** The key of a node's kind: its place in `FILE_KINDS`. */
  keyOf(node: number): number {
    const known = this.known.get(node);
    if (known !== none) return known - 1;
    const key = findKind(this.nodes, node);
    this.known.set(node, key + 1);
    return key;
  }
}

const folder = kindKey('folder');
const other = kindKey('other');
const program = kindKey('program');
const temporary = kindKey('temporary');

function findKind(nodes: Nodes, node: number): number {
  const mode = nodes.mode(node);
  if (isDirectory(mode)) return folder;
  if ((mode & TYPE_BITS) !== FILE_BITS) return other;
  const begin = nodes.nameBegin(node);
  let end = nodes.nameEnd(node);
  if (end === begin) return other;
  if (nodes.names.byteAt(end - 1) === tilde) return temporary;
  for (;;) {
    const byName = end - begin <= longestName ? names.find(nodes, begin, end) : -1;
    if (byName >= 0) return byName;
    const start = extensionStart(nodes, begin, end);
    if (start === end) return (mode & mayRun) !== 0 ? program : other;
    if (!isNumber(nodes, start, end)) return Math.max(other, extensions.find(nodes, start, end));
    end = start - 1;
  }
}

/** The kind that an extension from `start` up to `end` tells by itself, whatever the name before it says. */
export function kindOfExtension(nodes: Nodes, start: number, end: number): number {
  if (nodes.names.byteAt(end - 1) === tilde) return temporary;
  return Math.max(other, extensions.find(nodes, start, end));
}

function isNumber({ names: all }: Nodes, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = all.byteAt(at);
    if (byte < 48 || byte > 57) return false;
  }
  return true;
}

/** Words and the key of each: open addressing over their bytes. */
class WordTable {
  private readonly places: Uint32Array;
  private readonly words: { readonly bytes: Uint8Array; readonly key: number }[] = [];

  constructor(table: typeof EXTENSIONS) {
    for (const kind of FILE_KINDS) {
      for (const word of table[kind]?.split(' ') ?? []) {
        this.words.push({
          bytes: Uint8Array.from(word, (letter) => letter.charCodeAt(0)),
          key: kindKey(kind),
        });
      }
    }
    this.places = new Uint32Array(4096);
    this.words.forEach(({ bytes }, number) => {
      let hash = fnvOffset;
      for (const byte of bytes) hash = hashByte(hash, byte);
      let place = (hash >>> 0) & (this.places.length - 1);
      while (this.places[place] !== 0) place = (place + 1) & (this.places.length - 1);
      this.places[place] = number + 1;
    });
  }

  /** The key of the word that the bytes are, in any case; -1 for none. */
  find(nodes: Nodes, start: number, end: number): number {
    const { places } = this;
    let place = hashExtension(nodes, start, end) & (places.length - 1);
    for (; places[place] !== 0; place = (place + 1) & (places.length - 1)) {
      const word = this.words[places[place]! - 1]!;
      if (isWord(nodes, start, end, word.bytes)) return word.key;
    }
    return -1;
  }
}

function isWord({ names: all }: Nodes, start: number, end: number, word: Uint8Array): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++) if (lowerByte(all.byteAt(start + at)) !== word[at]) return false;
  return true;
}

const extensions = new WordTable(EXTENSIONS);
const names = new WordTable(NAMES);
