import { defineConfig } from 'vite';

/** Builds what runs under plain Node: the command line, the library, the scanner's worker. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/node',
    target: 'node20.19',
    minify: false,
    rollupOptions: {
      input: {
        cli: 'src/cli/main.ts',
        library: 'src/engine/library.ts',
        scanner: 'src/scanner/thread.ts',
      },
      external: ['koffi'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
  ssr: { noExternal: true, external: ['koffi'] },
});
