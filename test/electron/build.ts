/** Builds the stand-in for plain Node. why: processes are to start as fast as the real ones. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const repository = join(import.meta.dirname, '../..');
const folder = join(repository, 'out/stand-in');

let built: Promise<string> | undefined;

/** Returns the built stand-in's folder, which lives as long as this process: test files run at the same time. */
export function buildStandIn(): Promise<string> {
  const outDir = join(folder, String(process.pid));
  built ??= build({
    configFile: false,
    root: repository,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.19',
      minify: false,
      rollupOptions: {
        input: {
          'run-main': join(import.meta.dirname, 'run-main.ts'),
          electron: join(import.meta.dirname, 'electron.ts'),
          utility: join(import.meta.dirname, 'utility.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  }).then(() => {
    process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
    return outDir;
  });
  return built;
}
