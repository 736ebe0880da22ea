import { join } from 'node:path';
import { fileURLToPath as pathOf } from 'node:url';
import { build } from 'vite';

const REPOSITORY = join(import.meta.dirname, '..');
/** Folder of the bundles: inside the repository, where packages are found. */
const FOLDER = join(REPOSITORY, 'out', 'bench');

const programs = {
  engine: pathOf(import.meta.resolve('./programs/engine.ts')),
  'desktop-scan': pathOf(import.meta.resolve('./programs/desktop-scan.ts')),
  rescan: pathOf(import.meta.resolve('./programs/rescan.ts')),
  snapshot: pathOf(import.meta.resolve('./programs/snapshot.ts')),
  scanner: pathOf(import.meta.resolve('../src/scanner/thread.ts')),
  'synthetic-scanner': pathOf(import.meta.resolve('./workers/synthetic-scanner.ts')),
  'waiting-scanner': pathOf(import.meta.resolve('./workers/waiting-scanner.ts')),
};
/** The built browser host, with scanners that make up what they read. */
const syntheticServe = {
  serve: pathOf(import.meta.resolve('../src/serve/main.ts')),
  engine: pathOf(import.meta.resolve('../src/engine/thread.ts')),
  scanner: pathOf(import.meta.resolve('./workers/synthetic-scanner.ts')),
};

const folders = new Map<string, Promise<string>>();

/**
 * Builds the TypeScript programs and workers of this folder for plain Node, and returns their folder. Compiling on the fly
 * would be measured too, in memory and in time.
 */
export const bundlePrograms = (): Promise<string> => bundle('programs', programs);

/** Returns the folder with `serve.js`. */
export const bundleSyntheticServe = (): Promise<string> => bundle('serve', syntheticServe);

function bundle(name: string, entries: Readonly<Record<string, string>>): Promise<string> {
  const folder = folders.get(name) ?? buildInto(join(FOLDER, name), entries);
  folders.set(name, folder);
  return folder;
}

async function buildInto(folder: string, input: Readonly<Record<string, string>>): Promise<string> {
  await build({
    configFile: false,
    root: REPOSITORY,
    logLevel: 'warn',
    define: { __VERSION__: '"bench"' },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20.19',
      minify: false,
      rollupOptions: {
        input,
        external: ['koffi', 'electron'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['koffi', 'electron'] },
  });
  return folder;
}
