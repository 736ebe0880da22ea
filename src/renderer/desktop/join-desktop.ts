/** Joins the page with the desktop around its window, where there is one. */
import type { Desktop } from '../host/host.js';
import { settings } from '../settings/settings.js';
import { openGiven } from './given.js';
import { runMenuCommand } from './menu-commands.js';

export function joinDesktop(desktop: Desktop): void {
  const tellPreferences = (): void => {
    const { theme, language } = settings.getState();
    desktop.usePreferences({ theme, language });
  };
  tellPreferences();
  settings.subscribe(tellPreferences);
  desktop.onCommand(runMenuCommand);
  desktop.onGiven((given) => void openGiven(given));
}
