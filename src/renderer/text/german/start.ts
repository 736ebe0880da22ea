/** German: the start screen, tabs, and what goes wrong around a root. */
import type { start as english } from '../english/start.js';

export const start: typeof english = {
  app: { name: 'Hectare' },
  start: {
    title: 'Welcher Ordner?',
    intro: 'Hectare zeichnet jede Datei als Parzelle, so groß wie der Platz, den sie belegt.',
    connecting: 'Verbindung wird aufgebaut…',
    none: 'Es wird kein Ordner angeboten. Hectare mit den gewünschten Ordnern starten: hectare serve ORDNER',
    free: '{{free}} frei von {{total}}',
    opening: '{{name}} wird geöffnet…',
    browse: 'Einen Ordner darin wählen',
    chooseAny: 'Ordner wählen…',
    open: 'Öffnen',
    subfolders: 'Ordner in {{name}}',
    noSubfolders: 'Darin sind keine Ordner.',
    cut: 'Es gibt mehr Ordner, als hier stehen.',
    problem: '{{name}} lässt sich nicht öffnen',
  },
  tabs: { label: 'Offene Ordner', add: 'Weiteren Ordner öffnen', close: '{{name}} schließen' },
  notice: {
    lost: 'Die Verbindung ist unterbrochen. Neuer Versuch…',
    hostEnded: 'Hectare wurde beendet. Neu starten und diese Seite neu laden.',
    reload: 'Neu laden',
    engineEnded: 'Die Maschine von {{name}} wurde beendet.',
    engineEndedHint: 'Andere Reiter laufen weiter. Das Gelesene ist fort; neues Einlesen startet eine neue.',
    restart: 'Neu einlesen',
    rootUnreadable: '{{name}} ist nicht lesbar ({{code}}).',
    rootUnreadableHint: 'Vielleicht verschoben, gelöscht oder geschützt. Prüfen und neu einlesen.',
    engineFailed: 'Die Maschine endete, bevor er gelesen werden konnte. Noch einmal versuchen.',
    failed: '{{name}} konnte nicht eingelesen werden.',
    close: 'Reiter schließen',
    noConnection: 'Keine Verbindung zu Hectare. Die ausgegebene Adresse öffnen, mit allem nach dem #.',
    vanished: 'Der Ordner ist fort. Vielleicht wurde er verschoben, umbenannt oder gelöscht.',
    refused: 'Der Ordner darf nicht gelesen werden.',
    notAllowed: 'Dieser Ordner gehört nicht zu denen, mit denen Hectare gestartet wurde.',
  },
};
