/** The native menus on every system, in both languages. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type MenuItem, menu } from '../../test/electron/menu.js';
import { showMenu } from './menu.js';
import { texts } from './texts.js';

const chosen = { language: 'en' };

vi.mock('electron', () => import('../../test/electron/electron.js'));
vi.mock('./kept-state.js', () => ({
  keptState: () => ({ preferences: { theme: 'system', language: chosen.language } }),
  keep: () => undefined,
}));

const nothing = { chooseFolders: vi.fn(), openRecent: vi.fn(), command: vi.fn() };

function show(platform: string, language = 'en'): MenuItem[] {
  chosen.language = language;
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
  showMenu(nothing);
  return allItems(menu.items);
}

const allItems = (items: readonly MenuItem[]): MenuItem[] =>
  items.flatMap((item) => [item, ...allItems(item.submenu ?? [])]);

beforeEach(() => {
  vi.clearAllMocks();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(['linux', 'win32', 'darwin'])('on %s', (platform) => {
  test('no key has two meanings', () => {
    const keys = show(platform).flatMap(({ accelerator, submenu }) =>
      submenu ? [] : (accelerator?.replace('CommandOrControl', 'CmdOrCtrl') ?? []),
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(['en', 'de'])('every item speaks the language: %s', (language) => {
    const items = show(platform, language).filter(({ type }) => type !== 'separator');
    const known = [...Object.values(texts()), 'Hectare'];
    for (const { label } of items) expect(known).toContain(label);
  });

  test('the app can be left', () => {
    expect(show(platform).filter(({ role }) => role === 'quit')).toHaveLength(1);
  });
});

test('both languages say everything, and not the same', () => {
  chosen.language = 'en';
  const english = texts();
  chosen.language = 'de';
  const german = texts();
  expect(Object.keys(german)).toEqual(Object.keys(english));
  const same = Object.entries(german).filter(([key, text]) => english[key as keyof typeof english] === text);
  expect(same).toEqual([['filter', 'Filter']]);
});
