import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testNeeding } from '../test/programs/requirements.js';
import { findElectron } from './find-electron.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const withDisplay = { DISPLAY: ':0' };
const linux = (environment: Record<string, string>, isRoot = false, kernel: Record<string, string> = {}) =>
  findElectron({ platform: 'linux', environment, isRoot, kernelSetting: (name) => kernel[name] }, folder);

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

  test.each([
    ['kernel/apparmor_restrict_unprivileged_userns', '1', '0'],
    ['kernel/unprivileged_userns_clone', '0', '1'],
    ['user/max_user_namespaces', '0', '15000'],
  ])('wants a sandbox, which Linux may refuse by %s', (name, refusing, allowing) => {
    const environment = { ...withDisplay, ELECTRON_EXEC_PATH: install('electron') };
    expect(linux(environment, false, { [name]: refusing })).toEqual({
      reason: expect.stringContaining(`${name.replaceAll('/', '.')} is ${refusing}`),
    });
    expect(linux(environment, false, { [name]: allowing })).toHaveProperty('program');
  });

  testNeeding('root')('has a sandbox nevertheless where its helper runs as root', () => {
    const environment = { ...withDisplay, ELECTRON_EXEC_PATH: install('electron') };
    const kernel = { 'kernel/apparmor_restrict_unprivileged_userns': '1' };
    const helper = install('chrome-sandbox');
    expect(linux(environment, false, kernel)).toHaveProperty('reason');
    chmodSync(helper, 0o4755);
    expect(linux(environment, false, kernel)).toHaveProperty('program');
  });

  test('wants nothing of the kind elsewhere', () => {
    const program = install('electron.exe');
    const environment = { ELECTRON_EXEC_PATH: program };
    for (const platform of ['win32', 'darwin'] as const) {
      expect(findElectron({ platform, environment, isRoot: true, kernelSetting: () => '1' }, folder)).toEqual(
        { program },
      );
    }
  });
});
