/*
 * Islands drawn with React, one script and one style sheet each, loaded by their own pages only: the template editor,
 * forms that react while they are filled.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const out = process.env['OUT_FRONT'] ?? '../../out/front';
const name = process.env['ISLAND'] ?? 'builder';

export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  publicDir: false,
  build: {
    outDir: `${out}/js`,
    emptyOutDir: false,
    target: 'es2020',
    reportCompressedSize: false,
    lib: {
      entry: `src/apps/${name}/entry.tsx`,
      name: `Elaska_${name}`,
      formats: ['iife'],
      fileName: () => `${name}.js`,
      cssFileName: name,
    },
  },
});
