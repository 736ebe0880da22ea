import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { drawIcon } from './build/make-icons.js';
import manifest from './package.json' with { type: 'json' };

/** What is owed to the authors of the packages that become part of what is built. */
const license = { fileName: 'licenses.md' };

/** The window's icon for Linux, which knows none of an app without a desktop entry. */
const windowIcon: Plugin = {
  name: 'window-icon',
  async generateBundle() {
    const drawing = await readFile('src/renderer/public/icon.svg', 'utf8');
    this.emitFile({ type: 'asset', fileName: 'icon.png', source: await drawIcon(drawing, 256) });
  },
};

/** why: `license` knows of modules, and the font comes by a style sheet. */
const fontLicense: Plugin = {
  name: 'font-license',
  async generateBundle() {
    const source = await readFile('node_modules/@fontsource-variable/inter/LICENSE');
    this.emitFile({ type: 'asset', fileName: 'inter-license.txt', source });
  },
};

/**
 * Builds what runs in Electron: main with the utility processes that it forks, the preload script, and the page, which the
 * browser host serves too.
 */
export default defineConfig({
  main: {
    define: { __VERSION__: JSON.stringify(manifest.version) },
    plugins: [windowIcon],
    build: {
      license,
      // why: all but what has a native part comes in one piece, as on the command line.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['koffi'],
        input: {
          main: 'src/main/main.ts',
          volumes: 'src/scanner/volumes-process.ts',
          engine: 'src/engine/process.ts',
          scanner: 'src/scanner/process.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src/preload/preload.ts' },
        // why: in the sandbox there is no loader for modules.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), fontLicense],
    build: {
      license,
      outDir: 'out/renderer',
      emptyOutDir: true,
      // why: browsers read it too, and not only the one that Electron is.
      target: 'es2023',
      minify: true,
      rolldownOptions: { input: resolve('src/renderer/index.html') },
      // A data: font or image would need a looser policy.
      assetsInlineLimit: 0,
      // Kilobytes before compression; all of the page together is to stay below 400 after it.
      chunkSizeWarningLimit: 700,
    },
  },
});
