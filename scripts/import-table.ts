/**
 * The import table: what each folder is for, and what it may import. It exists once: `check-imports.ts` checks every file
 * by it, and `docs/architecture.md` shows it as `formatImportTable` prints it.
 */
export interface FolderRule {
  /** Contents of the folder, for the document. */
  readonly holds: string;
  /** Folders whose files may be imported, those of their rooms too; every folder may import itself. */
  readonly imports: readonly string[];
  readonly nodeBuiltins: boolean;
  /** Any package but those of `packageOwners`. */
  readonly packages: boolean;
}

/** Packages that only some folders may name. Merely requiring electron starts a download where it is missing. */
export const packageOwners: Readonly<Record<string, readonly string[]>> = {
  koffi: ['native'],
  electron: ['src/main', 'src/preload'],
};

/** Returns the folders of rooms, whose names are relative to the folder that has them. */
const rooms = (folder: string, names: string): string[] =>
  names === '' ? [] : names.split(' ').map((name) => `src/${folder}/${name}`);

const core = (holds: string, names: string): FolderRule => ({
  holds,
  imports: ['src/contract', ...rooms('core', names)],
  nodeBuiltins: false,
  packages: true,
});

const engine = (holds: string, names: string): FolderRule => ({
  holds,
  imports: ['src/contract', 'src/core', 'src/scanner', ...rooms('engine', names)],
  nodeBuiltins: true,
  packages: true,
});

const renderer = (holds: string, names: string): FolderRule => ({
  holds,
  imports: ['src/contract', 'src/core', ...rooms('renderer', names)],
  nodeBuiltins: false,
  packages: true,
});

const host = (holds: string, ...imports: string[]): FolderRule => ({
  holds,
  imports,
  nodeBuiltins: true,
  packages: true,
});

/** Rules by folder, lower ones first: no row imports a row below it. */
export const folderRules: Readonly<Record<string, FolderRule>> = {
  native: host('readers of directories, one file a family of system calls; the only user of koffi'),
  'src/contract': {
    holds: 'messages, requests, columns, ports: types and codecs',
    imports: [],
    nodeBuiltins: false,
    packages: false,
  },

  'src/core/columns': core('growing typed arrays, byte pools, sorting, exact sums, text as bytes', ''),
  'src/core/tree': core('nodes, directories, totals, hard links, paths', 'columns'),
  'src/core/update': core('how rescans change a tree', 'columns tree'),
  'src/core/stored': core('a tree as batches, and batches as bytes', 'columns tree'),
  'src/core/kinds': core('kinds of files, ages, owners, and the legend of colours', 'columns tree'),
  'src/core/globs': core('patterns of names and paths, and what they exclude', 'columns tree'),
  'src/core/view': core('sizes, orders, groups and searches of what is shown', 'columns tree kinds globs'),
  'src/core/filter': core('the filter line: parsed, printed, evaluated', 'columns tree kinds globs view'),
  'src/core/map': core('the treemap: layout, tiles, frames, navigation', 'columns tree kinds view'),
  'src/core/comparison': core('what has changed between two trees', 'columns tree kinds view'),

  // why a room of core: main sees contract, which has no packages, and otherwise only this.
  'src/core/borders': core('shapes of requests that several borders check', ''),

  'src/scanner': host(
    'enumerates directories and stats what they hold',
    'src/contract',
    'src/core',
    'native',
  ),

  'src/actions': host(
    "trash, undo, journal: the only code that changes a user's files",
    'src/contract',
    'src/core',
    'native',
  ),

  'src/engine/scanners': engine('starts and keeps scanners, as threads and as processes', ''),
  'src/engine/files': engine('files that are written whole or not at all; where data lies', ''),
  'src/engine/reading': engine('scans and rescans: shares directories out and merges batches', 'scanners'),
  'src/engine/snapshots': engine('scans kept on disk', 'files reading'),
  'src/engine/session': engine(
    'one open root: requests, views, frames, lists',
    'files reading scanners snapshots',
  ),
  'src/engine': engine(
    'the entries of engine threads and processes',
    'files reading scanners session snapshots',
  ),

  'src/library': host(
    'the npm library: batched listing, stat cache, the sequential walk',
    'src/contract',
    'src/core',
    'src/scanner',
    'src/engine/scanners',
    'src/engine/reading',
  ),

  'src/main': host(
    'the desktop app: windows, menus, dialogs, which processes there are',
    'src/contract',
    'src/core/borders',
  ),
  'src/preload': host('typed functions between the page of a window and main', 'src/contract'),

  'src/renderer/settings': renderer('what a person chose for good', ''),
  'src/renderer/text': renderer('texts in every language, formats of numbers, dates and names', 'settings'),
  'src/renderer/host': renderer('the way to the engine: Electron or a socket', ''),
  'src/renderer/look': renderer('colours, and how each colour mode looks', 'settings text'),
  'src/renderer/parts': renderer('pieces that several panes are made of', 'settings text'),
  'src/renderer/state': renderer('sessions, stores, and the hooks that read them', 'settings text host'),
  'src/renderer/actions': renderer('what a click or a key does', 'settings text host state'),
  'src/renderer/styles': renderer('style sheets', ''),
  ...panes({
    map: ['the map: drawing, labels, pointer, keys', ''],
    list: ['the list of entries', ''],
    compare: ['the list of changes', 'list'],
    desktop: ['what only a window can do', ''],
    filter: ['the filter line', ''],
    'scan-options': ['what to read, and what to leave out', ''],
    panels: ['types, largest files, age, owners, errors, details', 'list compare desktop'],
    toolbar: ['tabs, path, rescan, status', 'filter'],
    dialogs: ['dialogs', 'scan-options'],
  }),
  'src/renderer/app': renderer(
    'the window put together',
    'settings text host look parts state actions styles map list compare desktop filter scan-options panels toolbar dialogs',
  ),
  'src/renderer': renderer('the entry of the page', 'app host'),

  'src/serve': host('the browser host', 'src/contract', 'src/core', 'src/engine'),
  'src/cli': host('the command line', 'src/contract', 'src/core', 'src/actions', 'src/engine', 'src/library'),
};

/** Makes the rules of panes: each may import all layers below the panes, and the other panes that are named. */
function panes(named: Readonly<Record<string, readonly [holds: string, others: string]>>) {
  return Object.fromEntries(
    Object.entries(named).map(([name, [holds, others]]) => [
      `src/renderer/${name}`,
      renderer(holds, `settings text host look parts state actions ${others}`.trim()),
    ]),
  );
}

/** Returns the table as the lines of a Markdown table. */
export function formatImportTable(): string {
  const rows = Object.entries(folderRules).map(
    ([folder, { holds, imports }]) => `| \`${folder}/\` | ${holds} | ${describeImports(folder, imports)} |`,
  );
  return ['| folder | what is in it | may import |', '|---|---|---|', ...rows].join('\n');
}

/** Lists the imports; rooms of the same folder by their name alone. */
function describeImports(folder: string, imports: readonly string[]): string {
  const [, top] = folder.split('/');
  const names = imports.map((other) => other.replace(`src/${top}/`, '').replace('src/', ''));
  return names.join(', ') || 'nothing of ours';
}
