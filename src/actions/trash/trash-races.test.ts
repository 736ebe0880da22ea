import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { testNeeding } from '../../../test/programs/requirements.js';
import { look, OwnTrash, pathBytes } from '../../../test/support/actions/own-trash.js';
import { listTrash, restoreEntry } from './trash-contents.js';

const fixture = provideEmptyFixture();
const testOnLinux = testNeeding('Linux');
const rounds = Number(process.env.HECTARE_TRASH_ROUNDS ?? 2_000);
let swapper: ChildProcess | undefined;

afterEach(() => {
  swapper?.kill('SIGKILL');
});

/** Runs Python, which swaps names faster than Node does, until the test ends. */
async function startSwapping(program: string, folder: string): Promise<void> {
  swapper = spawn('python3', ['-c', program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => swapper?.stdout?.once('data', resolve));
}

const swapFiles = `
import os, sys
os.chdir(sys.argv[1])
print('ready', flush=True)
while True:
    for a, b in (('f', 'mine'), ('canary', 'f'), ('f', 'canary'), ('mine', 'f')):
        try:
            os.link(a, b)
            os.unlink(a)
        except OSError:
            pass
`;

testOnLinux(
  'a file whose name is given to another while it is trashed: the other is never lost',
  async () => {
    const folder = join(fixture.top, 'files');
    mkdirSync(folder);
    const own = new OwnTrash(join(fixture.top, 'home'));
    writeFileSync(join(folder, 'f'), 'confirmed');
    writeFileSync(join(folder, 'canary'), 'canary!!!');
    const path = pathBytes(join(folder, 'f'));
    const seen = look(path);
    const canary = statSync(join(folder, 'canary'), { bigint: true }).ino;
    const counts = { moved: 0, refused: 0 };
    await startSwapping(swapFiles, folder);
    for (let round = 0; round < rounds; round++) {
      const outcome = own.move(path, seen);
      counts[outcome.problem === undefined ? 'moved' : 'refused']++;
      for (const entry of listTrash(own.folders.existing([]))) {
        // Only what is told as stranded may be another than what was confirmed.
        if (entry.status.inode === canary) expect(outcome).toMatchObject({ problem: { reason: 'changed' } });
        while (restoreEntry(entry)?.reason === 'occupied');
      }
    }
    swapper?.kill('SIGKILL');
    await new Promise((resolve) => swapper?.once('exit', resolve));
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect([...new Set(texts)].sort()).toEqual(['canary!!!', 'confirmed']);
    // Both happened: otherwise nothing was tried.
    expect(counts.moved).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
    own.close();
  },
  300_000,
);

const swapFolders = `
import os, sys
os.chdir(sys.argv[1])
print('ready', flush=True)
while True:
    os.rename('folder', 'mine')
    os.symlink('outside', 'folder')
    os.unlink('folder')
    os.rename('mine', 'folder')
`;

testOnLinux(
  'a folder on the way that is swapped for a link: nothing behind the link is touched',
  async () => {
    const folder = join(fixture.top, 'folders');
    for (const name of ['folder', 'outside']) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'f'), name);
    }
    const own = new OwnTrash(join(fixture.top, 'home-2'));
    const path = pathBytes(join(folder, 'folder', 'f'));
    const seen = look(path);
    const counts = { moved: 0, refused: 0 };
    await startSwapping(swapFolders, folder);
    for (let round = 0; round < rounds; round++) {
      const outcome = own.move(path, seen);
      counts[outcome.problem === undefined ? 'moved' : 'refused']++;
      expect(readFileSync(join(folder, 'outside', 'f'), 'utf8')).toBe('outside');
      for (const entry of listTrash(own.folders.existing([]))) while (restoreEntry(entry) !== undefined);
    }
    expect(existsSync(join(folder, 'outside', 'f'))).toBe(true);
    expect(counts.moved).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
    own.close();
  },
  300_000,
);
