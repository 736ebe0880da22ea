import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findElectron } from './find-electron.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const withDisplay = { DISPLAY: ':0' };
const linux = (environment: Record<string, string>, isRoot = false) =>
  findElectron({ platform: 'linux', environment, isRoot }, folder);

function install(...path: string[]): string {
  const program = join(folder, ...path);
  mkdirSync(join(program, '..'), { recursive: true });
  writeFileSync(program, '');
  return program;
}

describe('the Electron program', () => {
  test('is where the package says', () => {
    const program = install('dist', 'electron');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(linux(withDisplay)).toEqual({ program });
  });

  test('is where the environment says, named or in a folder', () => {
    const program = install('elsewhere', 'electron');
    expect(linux({ ...withDisplay, ELECTRON_EXEC_PATH: program })).toEqual({ program });
    expect(linux({ ...withDisplay, ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'elsewhere') })).toEqual({
      program,
    });
  });

  test('is missing where only its name is known, or nothing', () => {
    expect(linux(withDisplay)).toEqual({ reason: expect.stringContaining('not installed') });
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(linux(withDisplay)).toEqual({ reason: expect.stringContaining('not installed') });
  });
});

describe('a window', () => {
  test('wants a display on Linux, of either kind, and a user who can be sandboxed', () => {
    const ELECTRON_EXEC_PATH = install('electron');
    expect(linux({ ELECTRON_EXEC_PATH })).toEqual({ reason: expect.stringContaining('no display') });
    expect(linux({ ELECTRON_EXEC_PATH, WAYLAND_DISPLAY: 'wayland-0' })).toHaveProperty('program');
    expect(linux({ ELECTRON_EXEC_PATH, DISPLAY: ':0' }, true)).toEqual({
      reason: expect.stringContaining('root'),
    });
  });

  test('wants nothing of the kind elsewhere', () => {
    const program = install('electron.exe');
    const environment = { ELECTRON_EXEC_PATH: program };
    for (const platform of ['win32', 'darwin'] as const) {
      expect(findElectron({ platform, environment, isRoot: true }, folder)).toEqual({ program });
    }
  });
});
