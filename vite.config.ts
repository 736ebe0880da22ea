import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

/** Builds the entries for plain Node: command line, library, and the threads of scanners, engines and the browser host. */
export default defineConfig({
  define: { __VERSION__: JSON.stringify(manifest.version) },
  build: {
    // Licences of the packages that are bundled.
    license: { fileName: 'licenses.md' },
    ssr: true,
    outDir: 'out/node',
    target: 'node20.19',
    minify: false,
    rollupOptions: {
      input: {
        cli: 'src/cli/start.ts',
        library: 'src/library/library.ts',
        scanner: 'src/scanner/thread.ts',
        engine: 'src/engine/thread.ts',
        serve: 'src/serve/main.ts',
      },
      external: ['koffi'],
      output: {
        entryFileNames: '[name].js',
        // why: threads are found beside the command line, which is no entry itself.
        chunkFileNames: ({ name }) => (name === 'main' ? '[name].js' : 'chunks/[name].js'),
      },
    },
  },
  ssr: { noExternal: true, external: ['koffi'] },
});
