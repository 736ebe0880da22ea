import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the window's page. Addresses are relative and there is no inline script, so that any host can serve it under
 * a strict content security policy.
 */
export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../out/renderer',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // A data: font or image would need a looser policy.
    assetsInlineLimit: 0,
    // Kilobytes before compression; all of the page together is to stay below 400 after it.
    chunkSizeWarningLimit: 700,
  },
});
