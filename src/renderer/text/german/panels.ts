/** German: the list and the panels. */
import type { englishPanels as english } from '../english/panels.js';

export const germanPanels: typeof english = {
  list: {
    label: 'Ordner und Dateien von {{name}}',
    expand: '{{name}} aufklappen',
    collapse: '{{name}} zuklappen',
    sortBy: 'Nach {{column}} ordnen',
  },
  panels: {
    label: 'Tafeln',
    types: 'Arten',
    largest: 'Größte',
    age: 'Alter',
    owners: 'Besitzer',
    errors: 'Fehler',
    changes: 'Änderungen',
    details: 'Details',
    kinds: 'Arten',
    extensions: 'Endungen',
    withoutExtension: 'keine',
    noFiles: 'Ordner, Verknüpfungen und andere',
    nothing: 'Noch nichts.',
    noErrorsSoFar: 'Bisher keine Fehler.',
    none: 'Es gibt keine Dateien.',
    noMatch: 'Nichts passt zum Filter.',
    noErrors: 'Alles konnte gelesen werden.',
    gone: 'Es ist nicht mehr da. So war es.',
    filterBy: 'Nach {{name}} filtern',
  },
};
