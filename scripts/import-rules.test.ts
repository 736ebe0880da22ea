import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFile } from './import-rules.js';
import { checkTree } from './import-tree.js';

/** Files with their single import; for a refused one, what the message must name. */
const allowed: readonly (readonly [path: string, source: string])[] = [
  ['src/contract/port.ts', "import { a } from './columns.js';"],
  ['src/core/tree/tree.ts', "import { a } from '../../contract/columns.js';"],
  ['src/core/map/squarify.ts', "import { a } from '../../contract/columns.js';"],
  ['src/core/filter/parser.ts', "import valibot from 'valibot';"],
  ['src/scanner/thread.ts', "import { a } from '../../native/statx.js';"],
  ['src/scanner/thread.ts', "import { parentPort } from 'node:worker_threads';"],
  ['src/engine/engine.ts', "import { a } from '../scanner/spawn.js';"],
  ['src/main/window.ts', "import { app } from 'electron';"],
  ['src/preload/bridge.ts', "import { a } from '../contract/requests.js';"],
  ['src/preload/bridge.ts', "import type { A } from '../contract/requests.js';"],
  ['src/preload/bridge.ts', "type A = import('../contract/requests.js').A;"],
  ['src/preload/bridge.ts', "export type { A } from '../contract/requests.js';"],
  [
    'src/renderer/app/app.tsx',
    "import { a } from '../../core/filter/parser.js'; export const b = <p>{a}</p>;",
  ],
  ['src/serve/server.ts', "import { a } from '../engine/engine.js';"],
  ['src/cli/main.ts', "import { a } from '../engine/engine.js';"],
  ['native/libc.ts', "import koffi from 'koffi';"],
  ['native/libc.ts', "const require = createRequire(import.meta.url); require('koffi');"],
  ['src/core/tree/tree.test.ts', "import { a } from '../../../test/fixture.js';"],
  ['src/contract/port.test.ts', "import { test } from 'vitest';"],
  [
    'src/core/tree/tree.ts',
    "// import { a } from '../../engine/engine.js';\nconst text = \"require('electron')\";",
  ],
  ['src/core/tree/tree.ts', "const node = { require() {} }; node.require('electron');"],
];

/** Imports between rooms: lower ones that are named are allowed, others are not. */
const allowedRooms: readonly (readonly [path: string, source: string])[] = [
  ['src/core/tree/tree.ts', "import { a } from '../columns/column.js';"],
  ['src/engine/process.ts', "import { a } from './session/session.js';"],
  ['src/library/library.ts', "import { a } from '../engine/reading/scan.js';"],
  ['src/core/columns/column.test.ts', "import { a } from '../map/layout.js';"],
  ['src/renderer/text/german/list.ts', "import { a } from '../english/list.js';"],
  ['src/serve/server.ts', "import { a } from '../engine/snapshots/store.js';"],
];

const refusedRooms: readonly (readonly [path: string, source: string, message: string])[] = [
  ['src/core/columns/column.ts', "import { a } from '../tree/tree.js';", 'src/core/tree'],
  ['src/core/columns/column.ts', "import { a } from '../../engine/process.js';", 'src/engine'],
  ['src/core/filter.ts', "import { a } from './tree/tree.js';", 'src/core is not in the import table'],
  [
    'src/core/attic/a.ts',
    "import { a } from '../tree/tree.js';",
    'src/core/attic is not in the import table',
  ],
  [
    'src/engine/attic/a.ts',
    "import { a } from '../files/a.js';",
    'src/engine/attic is not in the import table',
  ],
  ['src/engine/reading/scan.ts', "import { a } from '../session/session.js';", 'src/engine/session'],
  ['src/engine/reading/scan.ts', "import { a } from '../thread.js';", 'src/engine'],
  ['src/library/library.ts', "import { a } from '../engine/session/session.js';", 'src/engine/session'],
  ['src/renderer/list/row.tsx', "import { a } from '../app/app.js';", 'src/renderer/app'],
  ['src/core/columns/column.test.ts', "import { a } from '../../engine/process.js';", 'src/engine'],
];

const refused: readonly (readonly [path: string, source: string, message: string])[] = [
  // The table.
  ['src/contract/port.ts', "import { a } from '../core/tree/tree.js';", 'src/core'],
  ['src/contract/port.ts', "import { a } from '../../native/libc.js';", 'native'],
  ['src/contract/port.ts', "import valibot from 'valibot';", 'packages'],
  ['src/contract/port.ts', "import { a } from 'node:fs';", 'only Node has'],
  ['native/libc.ts', "import type { A } from '../src/contract/columns.js';", 'src/contract'],
  ['src/core/tree/tree.ts', "import { a } from '../../scanner/spawn.js';", 'src/scanner'],
  ['src/core/map/squarify.ts', "import { a } from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "import { a } from 'node:fs';", 'only Node has'],
  ['src/core/tree/tree.ts', "import { a } from 'fs/promises';", 'only Node has'],
  ['src/scanner/thread.ts', "import { a } from '../engine/engine.js';", 'src/engine'],
  ['src/engine/engine.ts', "import { a } from '../../native/statx.js';", 'native'],
  ['src/engine/engine.ts', "import { a } from '../cli/main.js';", 'src/cli'],
  ['src/main/window.ts', "import { a } from '../engine/engine.js';", 'src/engine'],
  ['src/preload/bridge.ts', "import type { A } from '../core/tree/tree.js';", 'src/core'],
  ['src/renderer/app/app.tsx', "import { a } from '../../engine/engine.js';", 'src/engine'],
  ['src/renderer/app/app.tsx', "import { a } from 'node:path';", 'only Node has'],
  ['src/serve/server.ts', "import { a } from '../scanner/spawn.js';", 'src/scanner'],
  ['src/cli/main.ts', "import { a } from '../serve/server.js';", 'src/serve'],
  ['src/cli/main.ts', "import { a } from '../renderer/app.js';", 'src/renderer'],
  ['src/cli/main.ts', "import { a } from '../main/window.js';", 'src/main'],
  ['src/cli/main.ts', "import { a } from '../preload/bridge.js';", 'src/preload'],
  ['src/cli/main.ts', "import { a } from '../../native/statx.js';", 'native'],
  // Tests obey the table too, except for test/; and nothing imports a test.
  ['src/core/tree/tree.test.ts', "import { a } from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.test.ts', "import { a } from '../../../bench/main.js';", 'bench'],
  ['src/core/tree/tree.ts', "import { a } from '../../../test/fixture.js';", 'test'],
  ['src/core/tree/tree.ts', "import { a } from './tree.test.js';", 'test file'],
  // Packages with owners.
  ['src/scanner/thread.ts', "import koffi from 'koffi';", 'only native'],
  ['src/cli/main.ts', "import koffi from 'koffi/indirect';", 'only native'],
  ['src/cli/main.ts', "require('electron');", 'only src/main and src/preload'],
  [
    'src/renderer/app/app.tsx',
    "import type { A } from 'electron/renderer';",
    'only src/main and src/preload',
  ],
  // Every way to import.
  ['src/core/tree/tree.ts', "import '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "import type { A } from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "import {\n  a,\n  b,\n} from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "export { a } from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "export * from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "export * as all from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "export type { A } from '../../engine/engine.js';", 'src/engine'],
  ['src/core/tree/tree.ts', "const a = await import('../../engine/engine.js');", 'src/engine'],
  ['src/core/tree/tree.ts', 'const a = import(`../../engine/engine.js`);', 'src/engine'],
  ['src/core/tree/tree.ts', "type A = import('../../engine/engine.js').A;", 'src/engine'],
  ['src/core/tree/tree.ts', "type A = typeof import('../../engine/engine.js');", 'src/engine'],
  ['src/core/tree/tree.ts', "import a = require('../../engine/engine.js');", 'src/engine'],
  ['src/core/tree/tree.ts', "const a = require('../../engine/engine.js');", 'src/engine'],
  ['src/core/tree/tree.ts', "require.resolve('../../engine/engine.js');", 'src/engine'],
  // Imports that would bypass the table.
  ['src/core/tree/tree.ts', 'await import(name);', 'computed'],
  ['src/core/tree/tree.ts', "await import('../' + folder);", 'computed'],
  ['src/engine/engine.ts', "createRequire(import.meta.url)('electron');", 'createRequire'],
  ['src/engine/engine.ts', 'const load = module.createRequire(import.meta.url);', 'createRequire'],
  ['src/core/tree/tree.ts', '/// <reference types="node" />', '<reference>'],
  ['src/core/tree/tree.ts', "import { a } from '/src/engine/engine.js';", 'relative path'],
  ['src/core/tree/tree.ts', "import { a } from 'file:///engine.js';", 'relative path'],
  ['src/core/tree/tree.ts', "import { a } from '#engine';", 'relative path'],
  ['src/core/tree/tree.ts', "import { scan } from 'hectare';", 'relative path'],
  ['src/plugins/plugin.ts', "import { a } from '../core/tree/tree.js';", 'not in the import table'],
  ['src/stray.ts', "import { a } from './core/tree/tree.js';", 'not in the import table'],
  ['src/core/tree/tree.ts', "import { a } from '../../stray.js';", 'src/stray.js'],
  ['src/core/tree/tree.ts', 'import { from;', 'Expected'],
];

describe('the import table', () => {
  test.each([...allowed, ...allowedRooms])('allows in %s: %s', (path, source) => {
    expect(checkFile(path, source)).toEqual([]);
  });

  test.each([...refused, ...refusedRooms])('refuses in %s: %s', (path, source, message) => {
    const problems = checkFile(path, source);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path, line: 1, message: expect.stringContaining(message) });
  });

  test('says the line of a wrong import', () => {
    const source = "\nimport { a } from './a.js';\nimport { b } from '../../engine/b.js';\n";
    expect(checkFile('src/core/tree/tree.ts', source)).toMatchObject([{ line: 3 }]);
  });

  test('is checked in every folder of a tree, and in every kind of source file', () => {
    const root = mkdtempSync(join(tmpdir(), 'hectare-imports-'));
    try {
      const wrong = ['native/a.ts', 'src/cli/b.mts', 'src/core/tree/c.js', 'src/renderer/d.tsx'];
      for (const path of [...wrong, 'bench/free.ts']) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), "import { a } from '../main/window.js';\nimport 'electron';\n");
      }
      const { fileCount, problems } = checkTree(root);
      expect(fileCount).toBe(wrong.length);
      expect([...new Set(problems.map(({ path }) => path))]).toEqual(wrong);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
