/** Texts of the interface. Both languages are part of the page: a few kilobytes, and no request when switching. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, settings } from '../settings/settings.js';
import { english } from './english.js';
import { german } from './german.js';

export function startTexts(): void {
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: english }, de: { translation: german } },
    lng: chosenLanguage(settings.getState().language),
    fallbackLng: 'en',
    // why: React escapes, and the rest of the window only writes text nodes.
    interpolation: { escapeValue: false },
  });
  const follow = () => {
    const language = chosenLanguage(settings.getState().language);
    document.documentElement.lang = language;
    if (i18next.language !== language) void i18next.changeLanguage(language);
  };
  settings.subscribe(follow);
  window.addEventListener('languagechange', follow);
  follow();
}

function chosenLanguage(language: Language): 'en' | 'de' {
  if (language !== 'system') return language;
  return navigator.languages.find((tag) => /^(de|en)\b/.test(tag))?.startsWith('de') ? 'de' : 'en';
}

/** Returns the tag for numbers and dates: the system's, where it is of the chosen language. */
export function formatLanguage(language: string): string {
  return navigator.languages.find((tag) => tag.split('-', 1)[0] === language) ?? language;
}
