/** Settings of a person, kept by the browser. */
import { createStore } from 'zustand/vanilla';
import type { QuickRules } from '../../contract/scans.js';
import { quickDefaults } from '../../core/update/quick-choice.js';
import { keepValue, readKeptValue } from './kept-value.js';

type Theme = 'system' | 'light' | 'dark';
export type Language = 'system' | 'en' | 'de';
export type Units = 'decimal' | 'binary';

interface Choices {
  readonly theme: Theme;
  readonly language: Language;
  readonly units: Units;
}

/** Rules of a quick rescan: it checks files over so many mebibytes, and those modified in so many days. */
interface Amounts {
  readonly quickMebibytes: number;
  readonly quickDays: number;
}

export interface Settings extends Choices, Amounts {}

const mebibyte = 2 ** 20;

const key = 'hectare.settings';
const choices = {
  theme: ['system', 'light', 'dark'],
  language: ['system', 'en', 'de'],
  units: ['decimal', 'binary'],
} as const;
export const settingChoices: typeof choices = choices;

/** Usual and largest amount of each setting. */
export const settingAmounts: Readonly<Record<keyof Amounts, { usual: number; max: number }>> = {
  quickMebibytes: { usual: quickDefaults.largeBytes / mebibyte, max: 1_000_000 },
  quickDays: { usual: quickDefaults.recentDays, max: 36_500 },
};

export const settings = createStore<Settings>(() => readSettings(readKeptValue(key)));

settings.subscribe((state) => keepValue(key, state));

/** Returns stored settings as far as they are still valid, and defaults for the others. */
export function readSettings(stored: unknown): Settings {
  const values = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const pick = <Name extends keyof Choices>(name: Name): Choices[Name] =>
    (choices[name].find((choice) => choice === values[name]) ?? choices[name][0]) as Choices[Name];
  const amount = (name: keyof Amounts): number => {
    const { usual, max } = settingAmounts[name];
    const value = values[name];
    return typeof value === 'number' && value >= 0 && value <= max ? Math.round(value) : usual;
  };
  return {
    theme: pick('theme'),
    language: pick('language'),
    units: pick('units'),
    quickMebibytes: amount('quickMebibytes'),
    quickDays: amount('quickDays'),
  };
}

export const quickRules = ({ quickMebibytes, quickDays }: Settings): QuickRules => ({
  largeBytes: quickMebibytes * mebibyte,
  recentDays: quickDays,
});
