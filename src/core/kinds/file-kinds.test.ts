import { describe, expect, test } from 'vitest';
import { modes } from '../../../test/support/trees/model-tree.js';
import { SketchedTree, special } from '../../../test/support/trees/sketch-tree.js';
import { decodeName } from '../columns/text.js';
import { extensionEnd, extensionStart, foldExtension } from '../tree/file-extension.js';
import { EXTENSIONS, FILE_KINDS, type FileKind, NAMES } from './file-kind-table.js';
import { FileKinds } from './file-kinds.js';

function kindOf(name: string, mode: number): FileKind {
  const { tree, node } = one(name, mode);
  return FILE_KINDS[new FileKinds(tree.nodes).keyOf(node)]!;
}

function one(name: string, mode: number = modes.file) {
  const sketched = new SketchedTree({ [name]: special({ mode }), 'next.zip': 1 });
  return { tree: sketched.tree, node: sketched.node(name) };
}

describe('the extension of a name', () => {
  test.each([
    ['a.mp4', 'mp4'],
    ['a.tar.GZ', 'GZ'],
    ['a', ''],
    ['.profile', ''],
    ['.profile.bak', 'bak'],
    ['a.', ''],
    ['..a', 'a'],
    ['Mr. Smith', ''],
    ['a.sixteen-letters', 'sixteen-letters'],
    ['a.seventeen-letters', ''],
    ['a.é', 'é'],
    ['libc.so.6', 'so'],
    ['libc.so.1.2', 'so'],
    ['x.1.gz', 'gz'],
    ['access.log.2', 'log'],
    ['backup.7z.001', '7z'],
    ['song.mp3', 'mp3'],
    ['python3.11', ''],
    ['1.2.3', ''],
    ['.2', ''],
    ['.profile.3', ''],
    ['a..2', ''],
    ['2', ''],
  ])('of %s is "%s"', (name, expected) => {
    const { tree, node } = one(name);
    const { nodes } = tree;
    const end = extensionEnd(nodes, nodes.nameBegin(node), nodes.nameEnd(node));
    const start = extensionStart(nodes, nodes.nameBegin(node), end);
    expect(decodeName(nodes.names.slice(start, end))).toBe(expected);
  });
});

test.each([
  ['MP4', 'mp4'],
  ['É', 'é'],
  ['e\u0301', 'é'],
  ['E\u0301X', 'éx'],
  ['ΣΑΣ', 'σασ'],
  ['straßE', 'straße'],
  ['İ', 'i\u0307'],
  ['\u212a', '\u212a'],
  ['a\udcff', 'a\udcff'],
])('the extension %j folds to %j', (extension, folded) => {
  expect(foldExtension(extension)).toBe(folded);
  expect(foldExtension(folded)).toBe(folded);
});

describe('the kind of a file', () => {
  test.each<[name: string, mode: number, kind: FileKind]>([
    ['photo.jpg', modes.file, 'image'],
    ['PHOTO.JPeG', modes.file, 'image'],
    ['film.mkv', modes.file, 'video'],
    ['song.flac', modes.file, 'audio'],
    ['thesis.pdf', modes.file, 'document'],
    ['backup.tar.zst', modes.file, 'archive'],
    ['main.rs', modes.file, 'code'],
    ['Makefile', modes.file, 'code'],
    ['libc.so', modes.file, 'program'],
    ['libc.so.6.2', modes.file, 'program'],
    ['rows.sqlite3', modes.file, 'data'],
    ['disk.qcow2', modes.file, 'diskImage'],
    ['film.mkv.crdownload', modes.file, 'temporary'],
    ['draft.txt~', modes.file, 'temporary'],
    ['.DS_Store', modes.file, 'temporary'],
    ['access.log.2', modes.file, 'document'],
    ['1.2.3', modes.file, 'other'],
    ['nothing.known-of-it', modes.file, 'other'],
    ['plain', modes.file, 'other'],
    ['runs', 0o100755, 'program'],
    ['python3.11', 0o100755, 'program'],
    ['photo.png', 0o100755, 'image'],
    ['folder.jpg', modes.directory, 'folder'],
    ['link.jpg', modes.symlink, 'other'],
    ['pipe.jpg', modes.fifo, 'other'],
    ['.mp4', modes.file, 'other'],
    ['a.mp', modes.file, 'other'],
    ['a.mp44', modes.file, 'other'],
  ])('%s (mode %o) is %s', (name, mode, kind) => {
    expect(kindOf(name, mode)).toBe(kind);
  });

  test('is told the same when it is asked again', () => {
    const { tree, node } = one('film.mkv');
    const kinds = new FileKinds(tree.nodes);
    expect([kinds.keyOf(node), kinds.keyOf(node)]).toEqual([3, 3]);
  });
});

describe('the table of kinds', () => {
  test.each([
    ['extension', EXTENSIONS],
    ['name', NAMES],
  ])('has every %s once, in lower case, and short enough to be found', (_, table) => {
    const words = Object.values(table).flatMap((list) => list.split(' '));
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(words.filter((word) => !/^[a-z0-9._-]{1,16}$/.test(word))).toEqual([]);
  });

  test('has at most twelve kinds, as the palette has hues', () => {
    expect(FILE_KINDS.length).toBeLessThanOrEqual(12);
  });
});
