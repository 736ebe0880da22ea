/** What a person chose once and for all; kept by the browser. */
import { createStore } from 'zustand/vanilla';

type Theme = 'system' | 'light' | 'dark';
export type Language = 'system' | 'en' | 'de';
export type Units = 'decimal' | 'binary';

export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
  readonly units: Units;
}

const key = 'hectare.settings';
const choices = {
  theme: ['system', 'light', 'dark'],
  language: ['system', 'en', 'de'],
  units: ['decimal', 'binary'],
} as const;
export const settingChoices: typeof choices = choices;

export const settings = createStore<Settings>(() => readSettings(readStored()));

settings.subscribe((state) => {
  try {
    localStorage.setItem(key, JSON.stringify(state));
  } catch {
    // Storage may be refused or full: the choice then lasts as long as the page.
    return;
  }
});

/** Takes from what was stored whatever is still a choice. */
export function readSettings(stored: unknown): Settings {
  const values = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const pick = <Name extends keyof Settings>(name: Name): Settings[Name] =>
    (choices[name].find((choice) => choice === values[name]) ?? choices[name][0]) as Settings[Name];
  return { theme: pick('theme'), language: pick('language'), units: pick('units') };
}

function readStored(): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
}
