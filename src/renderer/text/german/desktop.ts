/** German: parts that only a window of the desktop has. */
import type { englishDesktop as english } from '../english/desktop.js';

export const germanDesktop: typeof english = {
  desktop: {
    dropZone: 'Ordner hier ablegen, oder',
    dropHere: 'Ablegen und einlesen',
    recent: 'Zuletzt',
    missing: '{{path}} gibt es nicht mehr.',
    unreadable: '{{path}} darf nicht angesehen werden.',
    notOnDisk: 'Nur Ordner und Dateien auf diesem Rechner lassen sich öffnen.',
    more_one: 'Und noch eines.',
    more_other: 'Und noch {{count}}.',
    dismiss: 'Meldung schließen',
    reveal: 'Im Dateimanager zeigen',
    copyPath: 'Pfad kopieren',
    copied: 'Kopiert.',
    notText: 'Der Name ist kein Text, und der Desktop kennt nur Text.',
    title: '{{name}} – Hectare',
    saved: 'Gespeichert: {{size}}.',
  },
};
