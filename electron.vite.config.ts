import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { drawIcon } from './build/make-icons.js';
import manifest from './package.json' with { type: 'json' };

/** Licenses of the packages that are bundled. */
const license = { fileName: 'licenses.md' };

/** Emits the window's icon for Linux, which has none for an app without a desktop entry. */
const windowIcon: Plugin = {
  name: 'window-icon',
  async generateBundle() {
    const drawing = await readFile('src/renderer/public/icon.svg', 'utf8');
    this.emitFile({ type: 'asset', fileName: 'icon.png', source: await drawIcon(drawing, 256) });
  },
};

/** Emits the font's license. why: `license` knows modules only, and the font comes by a style sheet. */
const fontLicense: Plugin = {
  name: 'font-license',
  async generateBundle() {
    const source = await readFile('node_modules/@fontsource-variable/inter/LICENSE');
    this.emitFile({ type: 'asset', fileName: 'inter-license.txt', source });
  },
};

/**
 * Configuration of the build for Electron: main with the utility processes that it forks, the preload script, and the page,
 * which the browser host serves too.
 */
export default defineConfig({
  main: {
    define: { __VERSION__: JSON.stringify(manifest.version) },
    plugins: [windowIcon],
    build: {
      license,
      // why: all but koffi, which has a native part, is bundled, as on the command line.
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
        // why: the sandbox has no module loader.
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
      // why: other browsers than Electron's load it too.
      target: 'es2023',
      minify: true,
      rolldownOptions: { input: resolve('src/renderer/index.html') },
      // why: a font or image as a data: address would need a looser content security policy.
      assetsInlineLimit: 0,
      // In kilobytes before compression; the whole page is to stay below 400 after it.
      chunkSizeWarningLimit: 700,
    },
  },
});
