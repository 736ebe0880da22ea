import { mkdirSync, renameSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseReader } from '../../native/choose-reader.js';
import { makeFile, makeFolder } from '../../test/fixture/files.js';
import { provideFixture } from '../../test/fixture/provide-fixture.js';
import { backends } from '../../test/support/readers/read-directory.js';
import { DrivenScanner } from '../../test/support/scanners/driven-scanner.js';
import { buildTree } from '../../test/support/trees/build-tree.js';
import { readModel } from '../../test/support/trees/read-model.js';
import { contentsOf, failuresByPath, pathsInOrder } from '../../test/support/trees/tree-contents.js';
import { ENGINE_REFERENCE } from '../contract/entry-batch.js';
import type { ScannerOptions } from '../contract/scanner-protocol.js';

const { ENOENT, ENOTDIR, ELOOP } = constants.errno;
const fixture = provideFixture([
  'plain',
  'hard-links',
  'symbolic-links',
  'sparse',
  'names',
  'special',
  'times',
  'prefixes',
]);

async function start(folder: string, options: Partial<ScannerOptions>): Promise<DrivenScanner> {
  const scanner = new DrivenScanner((readerOptions) => chooseReader(readerOptions, options.backend), {
    root: Uint8Array.from(Buffer.from(folder)),
    ...options,
  });
  await scanner.until(() => scanner.received.ready.length > 0);
  return scanner;
}

let folders = 0;

describe.each(backends)('with the backend "%s", a scanner', (backend) => {
  test('finds in a hostile tree all that node:fs finds, and says the same of it', async () => {
    const scanner = await start(fixture.tree, { backend });
    expect(scanner.received.ready[0]!.backend).toBe(backend);
    expect(contentsOf(await scanner.read(0))).toEqual(contentsOf(buildTree(readModel(fixture.tree))));
    scanner.channel.send('end', undefined);
  });

  test.each<[title: string, change: (folder: string) => void, errnos: number[]]>([
    ['has vanished', (victim) => rmdirSync(victim), [ENOENT]],
    [
      'has become a file',
      (victim) => {
        rmdirSync(victim);
        writeFileSync(victim, '');
      },
      [ENOTDIR],
    ],
    [
      'has become a link to outside',
      (victim) => {
        rmdirSync(victim);
        symlinkSync(fixture.outside, victim);
      },
      [ENOTDIR, ELOOP],
    ],
    [
      'is now below a link to outside',
      (victim) => {
        renameSync(join(victim, '..'), `${join(victim, '..')}-moved`);
        symlinkSync(join(fixture.outside, 'lookalike'), join(victim, '..'));
      },
      [ENOTDIR, ELOOP],
    ],
  ])('does not enter a directory that %s since it was found, and tells it', async (_, change, errnos) => {
    const root = makeFolder(fixture.top, `changing-${folders++}`);
    const victim = makeFolder(makeFolder(root, 'holder'), 'victim');
    mkdirSync(join(fixture.outside, 'lookalike', 'victim'), { recursive: true });
    writeFileSync(join(fixture.outside, 'lookalike', 'victim', 'canary'), '');
    makeFile(root, 'file', 1);
    const scanner = await start(root, { backend });
    scanner.descends = false;
    await scanner.read(0);
    scanner.sendDirectories(1);
    await scanner.until(() => scanner.received.idle.at(-1) === 2);
    change(victim);
    scanner.sendDirectories(2);
    await scanner.until(() => scanner.received.idle.at(-1) === 3);
    expect(pathsInOrder(scanner.tree)).toEqual(['', 'file', 'holder', 'holder/victim']);
    const told = errnos.map((errno) => [`readdir ${errno} holder/victim`]);
    expect(told).toContainEqual(failuresByPath(scanner.tree));
    scanner.channel.send('end', undefined);
  });

  test('says of names that vanished since they were enumerated that they cannot be looked at', async () => {
    const root = makeFolder(fixture.top, `vanishing-${folders++}`);
    makeFile(root, 'here', 1);
    const scanner = await start(root, { backend });
    const block = {
      names: Uint8Array.from(Buffer.from('gone\0here\0')),
      mode: Uint32Array.of(0x8000, 0x8000),
    };
    scanner.returnNames({ directory: ENGINE_REFERENCE, names: block });
    await scanner.until(() => scanner.received.idle.length > 0);
    expect(failuresByPath(scanner.tree)).toEqual([`stat ${ENOENT} gone`]);
    expect(scanner.tree.directories.totals.apparentBytes(0)).toBe(1n);
    scanner.channel.send('end', undefined);
  });
});
