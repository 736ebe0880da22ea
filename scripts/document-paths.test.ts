import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMissingPaths } from './document-paths.js';

const repository = join(import.meta.dirname, '..');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(repository, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(documents)('every path that %s names is there', (document) => {
  expect(findMissingPaths(repository, document)).toEqual([]);
});

describe('a document', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hectare-documents-'));
    mkdirSync(join(root, 'src/core'), { recursive: true });
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'src/core/tree.ts'), '');
    writeFileSync(join(root, 'README.md'), '');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function missingIn(text: string): string[] {
    writeFileSync(join(root, 'docs/page.md'), text);
    return findMissingPaths(root, 'docs/page.md');
  }

  test('may name files and folders of the repository, with a star too', () => {
    expect(
      missingIn('`src/core/tree.ts`, `src/core/`, `src/core/t*.ts`, `tree.ts`, [it](../README.md#top)'),
    ).toEqual([]);
  });

  test('may not name what is not there', () => {
    expect(missingIn('`src/core/nodes.ts` `src/map/` `src/core/x*.ts` `nodes.ts` [it](../LICENSE)')).toEqual([
      'src/core/nodes.ts',
      'src/map/',
      'src/core/x*.ts',
      'nodes.ts',
      '../LICENSE',
    ]);
  });

  test('may name what is no path of the repository', () => {
    expect(
      missingIn('`out/node/cli.js` `ext:mp4` `/etc/passwd` `a/b` [site](https://example.org/x)'),
    ).toEqual([]);
  });
});
