import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.js';

const usual = { quickMebibytes: 64, quickDays: 7 };
const defaults = { theme: 'system', language: 'system', units: 'decimal', ...usual };

describe('settings that were stored', () => {
  test.each([
    ['nothing', null, defaults],
    ['something else', 'text', defaults],
    [
      'choices',
      { theme: 'dark', language: 'de', units: 'binary', quickMebibytes: 1, quickDays: 0 },
      { theme: 'dark', language: 'de', units: 'binary', quickMebibytes: 1, quickDays: 0 },
    ],
    ['what is no choice any more', { theme: 'pink', units: 3, extra: true }, defaults],
    ['what is no amount', { quickMebibytes: -1, quickDays: '7' }, defaults],
    ['what is too much', { quickMebibytes: 1e9, quickDays: Number.NaN }, defaults],
  ])('are taken as far as they are choices: %s', (_title, stored, settings) => {
    expect(readSettings(stored)).toEqual(settings);
  });
});
