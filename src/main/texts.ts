/** What main itself says to the user: menus, dialogs, notifications. The page has its own texts. */
import { app } from 'electron';
import { keptState } from './kept-state.js';

const english = {
  file: 'File',
  openFolder: 'Open Folder…',
  openRecent: 'Open Recent',
  clearRecent: 'Clear',
  newTab: 'New Tab',
  closeTab: 'Close Tab',
  rescan: 'Scan Again',
  export: 'Export as CSV…',
  settings: 'Settings…',
  view: 'View',
  filter: 'Filter',
  window: 'Window',
  help: 'Help',
  shortcuts: 'Keyboard Shortcuts',
  chooseFolder: 'Choose the folders to scan',
  saveCsv: 'Save the listing',
  scanned: '{{name}} has been read',
  stopped: '{{name}} has not been read to its end',
  entries: '{{entries}} entries',
  crashed: 'The window has crashed.',
  crashedDetail: 'What was open is lost. Files on disk are untouched.',
  reload: 'Open anew',
  quit: 'Quit',
};

const german: typeof english = {
  file: 'Datei',
  openFolder: 'Ordner öffnen …',
  openRecent: 'Zuletzt geöffnet',
  clearRecent: 'Leeren',
  newTab: 'Neuer Reiter',
  closeTab: 'Reiter schließen',
  rescan: 'Neu einlesen',
  export: 'Als CSV exportieren …',
  settings: 'Einstellungen …',
  view: 'Ansicht',
  filter: 'Filter',
  window: 'Fenster',
  help: 'Hilfe',
  shortcuts: 'Tastenkürzel',
  chooseFolder: 'Welche Ordner sollen eingelesen werden?',
  saveCsv: 'Liste speichern',
  scanned: '{{name}} ist eingelesen',
  stopped: '{{name}} ist nicht zu Ende eingelesen',
  entries: '{{entries}} Einträge',
  crashed: 'Das Fenster ist abgestürzt.',
  crashedDetail: 'Was offen war, ist verloren. Dateien auf der Platte sind unberührt.',
  reload: 'Neu öffnen',
  quit: 'Beenden',
};

export function language(): 'en' | 'de' {
  const chosen = keptState().preferences?.language ?? 'system';
  if (chosen !== 'system') return chosen;
  return app.getLocale().startsWith('de') ? 'de' : 'en';
}

export const texts = (): typeof english => (language() === 'de' ? german : english);
