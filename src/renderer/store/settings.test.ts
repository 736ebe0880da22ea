import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.js';

const defaults = { theme: 'system', language: 'system', units: 'decimal' };

describe('settings that were stored', () => {
  test.each([
    ['nothing', null, defaults],
    ['something else', 'text', defaults],
    [
      'choices',
      { theme: 'dark', language: 'de', units: 'binary' },
      { theme: 'dark', language: 'de', units: 'binary' },
    ],
    ['what is no choice any more', { theme: 'pink', units: 3, extra: true }, defaults],
  ])('are taken as far as they are choices: %s', (_title, stored, settings) => {
    expect(readSettings(stored)).toEqual(settings);
  });
});
