/**
 * Kinds of files, told by a name's bytes and, where there is no extension, by the permission to run.
 *
 * Numbers behind a name are passed over: "libc.so.6" is a program, "access.log.2" a document. Kinds that were found are
 * cached, in one byte a node.
 */
import { type Column, bytes as newBytes } from '../columns/column.js';
import { extensionStart, fnvOffset, hashByte, hashExtension, lowerByte } from '../tree/file-extension.js';
import { FILE_BITS, isDirectory, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import { EXTENSIONS, FILE_KINDS, kindKey, NAMES } from './file-kind-table.js';

const tilde = 126;
const executableBits = 0o111;
/** Bytes of the longest whole name in the table. */
const maxNameLength = 16;
const none = 0;

export class FileKinds {
  private readonly nodes: Nodes;
  /** By node: the kind's key + 1; 0 where it is not known yet. */
  private known: Column<Uint8Array> = newBytes();

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  /** Forgets the kinds that were found, because modes of nodes have changed. */
  forget(): void {
    this.known = newBytes();
  }

  /** Returns the key of a node's kind: its index in `FILE_KINDS`. */
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
    const byName = end - begin <= maxNameLength ? names.find(nodes, begin, end) : -1;
    if (byName >= 0) return byName;
    const start = extensionStart(nodes, begin, end);
    if (start === end) return (mode & executableBits) !== 0 ? program : other;
    if (!isNumber(nodes, start, end)) return Math.max(other, extensions.find(nodes, start, end));
    end = start - 1;
  }
}

/** Returns the kind that the extension from `start` up to `end` tells by itself, whatever the name before it says. */
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

/** Hash table from words to keys, with open addressing over the words' bytes. */
class WordTable {
  private readonly slots: Uint32Array;
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
    this.slots = new Uint32Array(4096);
    this.words.forEach(({ bytes }, number) => {
      let hash = fnvOffset;
      for (const byte of bytes) hash = hashByte(hash, byte);
      let slot = (hash >>> 0) & (this.slots.length - 1);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = number + 1;
    });
  }

  /** Returns the key of the word that the bytes spell, in any case; -1 where there is none. */
  find(nodes: Nodes, start: number, end: number): number {
    const { slots } = this;
    let slot = hashExtension(nodes, start, end) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const word = this.words[slots[slot]! - 1]!;
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
