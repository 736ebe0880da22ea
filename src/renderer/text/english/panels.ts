/** English: the list and the panels. */
export const englishPanels = {
  list: {
    label: 'Folders and files of {{name}}',
    expand: 'Open {{name}}',
    collapse: 'Close {{name}}',
    sortBy: 'Sort by {{column}}',
  },
  panels: {
    label: 'Panels',
    types: 'Types',
    largest: 'Largest',
    age: 'Age',
    owners: 'Owners',
    errors: 'Errors',
    changes: 'Changes',
    details: 'Details',
    kinds: 'Kinds',
    extensions: 'Extensions',
    withoutExtension: 'none, and folders',
    nothing: 'Nothing yet.',
    noErrorsSoFar: 'No errors so far.',
    none: 'There are no files.',
    noMatch: 'Nothing matches the filter.',
    noErrors: 'Everything could be read.',
    gone: 'It is not there any more. This is how it was.',
    filterBy: 'Filter by {{name}}',
  },
};
