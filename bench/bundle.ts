import { join } from 'node:path';
import { fileURLToPath as pathOf } from 'node:url';
import { build } from 'vite';

const REPOSITORY = join(import.meta.dirname, '..');
/** Inside the repository, where packages are found. */
const FOLDER = join(REPOSITORY, 'out', 'bench');

let folder: Promise<string> | undefined;

/**
 * Builds the programs and the workers of this folder that are written in TypeScript, so that plain Node runs them:
 * memory and time of what compiles on the fly would be measured too. Returns the folder they are in.
 */
export function bundlePrograms(): Promise<string> {
  folder ??= build({
    configFile: false,
    root: REPOSITORY,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: FOLDER,
      emptyOutDir: true,
      target: 'node20.19',
      minify: false,
      rollupOptions: {
        input: {
          engine: pathOf(import.meta.resolve('./programs/engine.ts')),
          scanner: pathOf(import.meta.resolve('../src/scanner/thread.ts')),
          'synthetic-scanner': pathOf(import.meta.resolve('./workers/synthetic-scanner.ts')),
          'waiting-scanner': pathOf(import.meta.resolve('./workers/waiting-scanner.ts')),
        },
        external: ['koffi'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['koffi'] },
  }).then(() => FOLDER);
  return folder;
}
