/** German: two scans of a root, and what has changed between them. */
import type { compare as english } from '../english/compare.js';

export const compare: typeof english = {
  compare: {
    title: 'Vergleich',
    choose: 'Mit früherem Stand vergleichen',
    with: 'Verglichen mit {{date}} ({{ago}})',
    entries_one: '{{shown}} Eintrag',
    entries_other: '{{shown}} Einträge',
    isPartial: 'Einer der Stände ist nicht vollständig',
    hasOtherRules: 'Die Stände lassen Verschiedenes aus',
    onlyChanged: 'Nur Geändertes',
    snapshots: 'Frühere Stände',
    noSnapshots:
      'Von diesem Ordner gibt es noch keinen früheren Stand. Jeder wird behalten, sobald er gelesen ist.',
    notYet: 'Verglichen werden kann, sobald alles gelesen ist.',
    noSuchSnapshot:
      'Dieser frühere Stand lässt sich nicht mehr lesen: Er wurde entfernt oder ist beschädigt.',
    notComparable:
      'Bei einem der Stände wurde Verknüpfungen gefolgt, beim anderen nicht: Sie lassen sich nicht vergleichen.',
    incomplete: 'nicht vollständig',
    end: 'Vergleich beenden',
    list: 'Änderungen in {{name}}',
    lists: 'Welche Änderungen',
    kind: 'Was',
    change: 'Änderung',
    grownFiles: 'Gewachsene Dateien',
    shrunkFiles: 'Geschrumpfte Dateien',
    grownFolders: 'Gewachsene Ordner',
    shrunkFolders: 'Geschrumpfte Ordner',
    moved: 'Verschoben',
    none: 'Es gibt keine.',
    sort: {
      magnitudeDescending: 'Die größten Änderungen zuerst',
      changeDescending: 'Die größten Zuwächse zuerst',
      changeAscending: 'Die größten Verluste zuerst',
      nameAscending: 'Nach Namen',
      nameDescending: 'Nach Namen, rückwärts',
    },
  },
  change: {
    unchanged: 'Unverändert',
    added: 'Neu',
    removed: 'Entfernt',
    grown: 'Gewachsen',
    shrunk: 'Geschrumpft',
    typeChanged: 'Andere Art',
    moved: 'Hierher verschoben',
    movedAway: 'Weg verschoben',
    recounted: 'Anderswo gezählt',
    notComparable: 'Nicht vergleichbar',
  },
};
