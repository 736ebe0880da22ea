/** German: scans that are kept, and changes between two. */
import type { englishCompare as english } from '../english/compare.js';

export const germanCompare: typeof english = {
  kept: {
    title: 'Ein früherer Stand',
    shown: 'So war es {{ago}} ({{date}}).',
    notSaved: 'Dieser Stand kann nicht für das nächste Mal behalten werden.',
    full: 'Der Datenträger mit Hectares Daten ist voll. Dort Platz schaffen; was vorher behalten wurde, ist noch da.',
    readOnly:
      'In Hectares Datenordner kann nicht geschrieben werden. Was vorher behalten wurde, ist noch da.',
    other: 'Das System hat es verweigert ({{code}}). Was vorher behalten wurde, ist noch da.',
    refused:
      'Was vorher behalten wurde, ist nicht lesbar, beschädigt, fremd oder von einer neueren Fassung. Es wird nicht verwendet und liegt unter',
    close: 'Meldung schließen',
  },
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
