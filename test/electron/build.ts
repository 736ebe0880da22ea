/** Builds the stand-in, and the app of the specs that it shares with Electron, for the life of this process. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'vite';

const repository = join(import.meta.dirname, '../..');
const here = (path: string): string => join(import.meta.dirname, path);

type Inputs = Readonly<Record<string, string>>;

let standIn: Promise<string> | undefined;

/** Returns the stand-in's folder. why: plain Node starts what is built as fast as Electron starts the real ones. */
export function buildStandIn(): Promise<string> {
  const folder = makeFolder('stand-in');
  standIn ??= buildInto(folder, {
    'run-main': here('run-main.ts'),
    electron: here('electron.ts'),
    utility: here('utility.ts'),
  }).then(() => folder);
  return standIn;
}

/** Returns the folder of an app that runs the specs, for the stand-in and for Electron. */
export async function buildConformance(): Promise<string> {
  const folder = makeFolder('conformance');
  const specs = { main: here('conformance/main.ts'), child: here('conformance/child.ts') };
  await buildInto(join(folder, 'main'), specs);
  const preload = { preload: here('conformance/preload.ts') };
  await buildInto(join(folder, 'preload'), preload, { format: 'cjs', entryFileNames: '[name].cjs' });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'main/main.js' }));
  return folder;
}

/** Returns the name of a folder of this process: files of tests run at the same time. */
function makeFolder(name: string): string {
  const folder = join(repository, 'out', name, String(process.pid));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function buildInto(outDir: string, input: Inputs, output: object = {}): Promise<void> {
  const options: BuildOptions = {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: 'node20.19',
    minify: false,
    rollupOptions: {
      input,
      external: ['electron'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js', ...output },
    },
  };
  await build({ configFile: false, root: repository, logLevel: 'warn', build: options });
}
