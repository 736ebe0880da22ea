import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataFolder } from './data-folder.js';

const home = '/home/me';

describe('the data folder', () => {
  test.each<[string, NodeJS.Platform, NodeJS.ProcessEnv, string | undefined, (string | undefined)?]>([
    ['is in .local/share', 'linux', {}, join(home, '.local/share/hectare')],
    ['is where XDG says', 'linux', { XDG_DATA_HOME: '/data' }, '/data/hectare'],
    [
      'is not where XDG says a relative path',
      'freebsd',
      { XDG_DATA_HOME: 'data' },
      join(home, '.local/share/hectare'),
    ],
    [
      'is in Application Support on macOS',
      'darwin',
      { XDG_DATA_HOME: '/data' },
      join(home, 'Library/Application Support/hectare'),
    ],
    ['is in the local AppData on Windows', 'win32', { LOCALAPPDATA: '/local' }, join('/local', 'hectare')],
    ['is found on Windows without the variable', 'win32', {}, join(home, 'AppData/Local/hectare')],
    ['is where the user wants it', 'linux', { XDG_DATA_HOME: '/data', HECTARE_DATA: '/mine' }, '/mine'],
    ['is nowhere without a home', 'linux', {}, undefined, undefined],
    ['is where XDG says without a home', 'linux', { XDG_DATA_HOME: '/data' }, '/data/hectare', undefined],
    ['is where the user wants it without a home', 'linux', { HECTARE_DATA: '/mine' }, '/mine', undefined],
  ])('%s', (_, platform, environment, expected, ...homes) => {
    const [userHome] = homes.length > 0 ? homes : [home];
    expect(dataFolder({ platform, environment, home: userHome })).toBe(expected);
  });
});
